// Reads an OpenAPI document from standard input with swagger-parser: validates it by the specification's schema, resolves every reference, and prints its paths.
import { readFileSync } from 'node:fs';
import SwaggerParser from '@apidevtools/swagger-parser';

const api = await SwaggerParser.validate(JSON.parse(readFileSync(0, 'utf8')));
console.log(JSON.stringify({ openapi: api.openapi, paths: Object.keys(api.paths) }));
