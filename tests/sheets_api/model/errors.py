"""Refusals, in Google's words (google-api.md §2)."""

from typing import Any

STATUSES = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE",
}  # fmt: skip


class ApiError(Exception):
    """An error reply."""

    def __init__(
        self, code: int, message: str, details: list[dict[str, Any]] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details

    def json(self) -> dict[str, Any]:
        error: dict[str, Any] = {
            "code": self.code, "message": self.message, "status": STATUSES.get(self.code, "UNKNOWN"),
        }  # fmt: skip
        return {"error": error | ({"details": self.details} if self.details else {})}


def bad(message: str) -> ApiError:
    return ApiError(400, message)


def bad_value(field: str, kind: str, shown: str) -> ApiError:
    """A JSON value of the wrong type."""
    return bad_request(f"Invalid value at '{field}' ({kind}), {shown}", field)


def bad_request(text: str, field: str, description: str | None = None) -> ApiError:
    """A refusal that names the field at fault."""
    violation = {"field": field, "description": description or text}
    details = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [violation],
    }
    return ApiError(400, text, [details])


def forbidden() -> ApiError:
    return ApiError(403, "The caller does not have permission")


def not_found() -> ApiError:
    return ApiError(404, "Requested entity was not found.")


def scopes() -> ApiError:
    return ApiError(403, "Request had insufficient authentication scopes.")


PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)
