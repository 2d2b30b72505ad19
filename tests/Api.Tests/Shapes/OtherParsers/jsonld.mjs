// Reads JSON-LD from standard input with jsonld.js in safe mode (what would be lost is an error), and prints its statements as N-Quads.
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';

// What https://schema.org answers to a program, as far as it matters here: its words, and which of them are addresses.
const addresses = ['url', 'contentUrl', 'image', 'eventStatus', 'eventAttendanceMode', 'dayOfWeek', 'license', 'superEvent'];
const context = { '@vocab': 'https://schema.org/', ...Object.fromEntries(addresses.map((name) => [name, { '@type': '@id' }])) };
const documentLoader = async (url) => {
  if (url !== 'https://schema.org') {
    throw new Error(`An unexpected context: ${url}`);
  }
  return { contextUrl: null, documentUrl: url, document: { '@context': context } };
};
const quads = await jsonld.toRDF(JSON.parse(readFileSync(0, 'utf8')), { format: 'application/n-quads', documentLoader, safe: true });
process.stdout.write(quads);
