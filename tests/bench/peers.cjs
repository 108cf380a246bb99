// What libraries of Node write the same document with. One process for a library and a document: a line comes in, the document is
// made once, the seconds of CPU that it took go out. Started as: node peers.cjs LIBRARY DATA TEMPLATE OUT
"use strict";
const fs = require("fs");
const readline = require("readline");

const [library, dataPath, templatePath, out] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(dataPath, "utf8"));
const template = fs.readFileSync(templatePath);

const ways = {
  docxtemplater() {
    const PizZip = require("pizzip");
    const Docxtemplater = require("docxtemplater");
    const word = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
    word.render(data);
    return word.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
  "docx-templates"() {
    const { createReport } = require("docx-templates");
    // Its guard against endless loops stops at a million steps, which a large document takes.
    return createReport({ template, data, cmdDelimiter: ["[[", "]]"], noSandbox: true, maximumWalkingDepth: 1e12 });
  },
  carbone() {
    const carbone = require("carbone");
    return new Promise((resolve, reject) =>
      carbone.render(templatePath, data, (error, made) => (error ? reject(error) : resolve(made))),
    );
  },
};

readline.createInterface({ input: process.stdin }).on("line", async () => {
  const begun = process.cpuUsage();
  fs.writeFileSync(out, await ways[library]());
  const spent = process.cpuUsage(begun);
  process.stdout.write(`${(spent.user + spent.system) / 1e6}\n`);
});
