"""What several commands lean on: the office that is opened once, and what is kept between them."""
