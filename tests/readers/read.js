// The cells of a workbook as SheetJS and ExcelJS give them, as JSON: {reader: {tab: {cell: value}}}.
const SheetJS = require("xlsx");
const ExcelJS = require("exceljs");

function plain(value) {
  if (value instanceof Date) return value.getTime() / 86400000 + 25569;
  if (value === null || typeof value !== "object") return value;
  if (value.formula !== undefined || value.sharedFormula !== undefined) return plain(value.result ?? "0 or none");
  return value.richText ? value.richText.map((part) => part.text).join("") : (value.text ?? value.error);
}

function filled(pairs) {
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

async function main(path) {
  const first = SheetJS.readFile(path, { cellNF: true });
  const since1904 = first.Workbook.WBProps?.date1904;
  const isDay = (cell) => since1904 && typeof cell.v === "number" && cell.z && SheetJS.SSF.is_date(cell.z);
  const second = new ExcelJS.Workbook();
  // It makes an object for each of the million cells below a drop-down: 13 s of CPU, for no value.
  await second.xlsx.readFile(path, { ignoreNodes: ["dataValidations"] });
  const sheetjs = first.SheetNames.map((tab) => [tab, filled(
    Object.entries(first.Sheets[tab]).filter(([at]) => at[0] !== "!").map(([at, cell]) => [at, isDay(cell) ? cell.v + 1462 : cell.v]))]);
  const exceljs = second.worksheets.map((sheet) => {
    const cells = [];
    // A cell that another one covers, merged, is blank; ExcelJS gives it the other one's value.
    sheet.eachRow((row) => row.eachCell((cell) => cell.master === cell && cells.push([cell.address, plain(cell.value)])));
    return [sheet.name, filled(cells)];
  });
  console.log(JSON.stringify({ SheetJS: Object.fromEntries(sheetjs), ExcelJS: Object.fromEntries(exceljs) }));
}

main(process.argv[2]);
