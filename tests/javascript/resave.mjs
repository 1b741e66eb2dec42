// Reads every workbook of a folder with each of two libraries and writes it again, to a folder named after the library.
// Started in the folder where the libraries are installed: node resave.mjs <source> <target>
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const SheetJS = require("xlsx");
const ExcelJS = require("exceljs");

const ways = {
  sheetjs: (from, to) => SheetJS.writeFile(SheetJS.readFile(from), to),
  exceljs: async (from, to) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(from);
    await book.xlsx.writeFile(to);
  },
};

const [source, target] = process.argv.slice(2);
for (const [library, resave] of Object.entries(ways)) {
  mkdirSync(join(target, library), { recursive: true });
  for (const name of readdirSync(source)) {
    await resave(join(source, name), join(target, library, name));
  }
}
