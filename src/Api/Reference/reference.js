// Starts Scalar, which the page has loaded before this, on our own description of the API. It asks nobody but us: no proxy, no fonts,
// no telemetry, no assistant. Scalar has no Swedish of its own: what is shown here is translated below.
const { language } = document.currentScript.dataset;

const swedish = {
  common: { description: "Beskrivning", path: "Sökväg", copyDefault: "Kopiera standardvärdet", copyExample: "Kopiera exemplet" },
  search: {
    label: "Sök", inputLabel: "Vad söker du?", open: "Sök", placeholder: "Sök …", clear: "Rensa", noResults: "Inget hittades", results: "Träffar", navigate: "Bläddra", select: "Välj",
    instructions: "Uppåt- och nedåtpil bläddrar, retur väljer, skriv för att söka", entryHeading: "Rubrik", entryOperation: "Anrop", entryTag: "Grupp",
  },
  navigation: {
    introduction: "Inledning", closeGroup: "Stäng gruppen", closeMenu: "Stäng menyn", openGroup: "Öppna gruppen", openMenu: "Öppna menyn", operations: "Anrop", endpoints: "{name}: anrop",
    showAllEndpoints: "Visa alla anrop i {name}", sidebarFor: "Meny för {name}", mainContent: "Dokumentation av {name}", collapsed: "Stängd",
  },
  server: { label: "Server", select: "Välj server" },
  clientLibraries: { heading: "Exempel i", more: "Fler", selectAll: "Välj bland alla", searchLabel: "Sök bland dem", changeClient: "Byt språk för exemplet" },
  operation: {
    codeSampleUnavailable: "Det finns inget kodexempel.", codeSample: "Kodexempel", body: "Innehåll", headers: "Huvuden", pathParameters: "Delar av sökvägen", queryParameters: "Parametrar",
    requestBody: "Frågans innehåll", responses: "Svar", testRequest: "Prova", selectedContentType: "Vald medietyp",
  },
  response: { exampleResponses: "Exempel på svar", noBody: "Inget innehåll", showSchema: "Visa schema", status: "Status" },
  schema: {
    example: "Exempel", examples: "Exempel", default: "Standard", schema: "Schema", emptyObject: "Tomt objekt", showAdditionalProperties: "Visa fler egenskaper",
    showOneMoreProperty: "Visa 1 egenskap till", showMoreProperties: "Visa {count} egenskaper till", forName: "för {name}", showSchemaDetails: "Visa schemat", oneOf: "En av", anyOf: "Någon av",
    allOf: "Alla av", not: "Inte", unknownType: "okänd typ", propertyCount: "Egenskaper: {count}", headerCount: "Huvuden: {count}", additionalProperties: "fler egenskaper", deprecated: "föråldrad",
    format: "format", greaterThan: "större än", lessThan: "mindre än", max: "högst", min: "minst", maxLength: "längst", minLength: "kortast", pattern: "Mönster", copyPattern: "Kopiera mönstret",
    required: "krävs", hideValues: "Dölj värden", showAllValues: "Visa alla värden", type: "Typ", unique: "unika", values: "värden", typeInteger: "Heltal.",
  },
  models: { label: "Scheman" },
  actions: { copyAsMarkdown: "Kopiera som Markdown", copied: "Kopierat", copyLink: "Kopiera länken", copyLinkTo: "Kopiera länken till {name}", copyToClipboard: "Kopiera länken", copyEndpointUrl: "Kopiera adressen", showMore: "Visa mer" },
};

Scalar.createApiReference("#reference", {
  url: `/api/v1/openapi.json?language=${language}`,
  localization: language === "sv" ? { locale: "en", translations: swedish } : { locale: "en" },
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: "never",
  hideClientButton: true,
  documentDownloadType: "none",
  favicon: "data:,",
  theme: "none",
  hiddenClients: { c: true, clojure: true, dart: true, fsharp: true, http: true, objc: true, ocaml: true, r: true, swift: true },
  defaultHttpClient: { targetKey: "shell", clientKey: "curl" },
});
