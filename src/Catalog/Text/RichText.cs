namespace Besoksnaring.Catalog.Text;

/// <param name="Html">Only p, br, ul, ol, li, strong, em, h3, h4 and a (href to http, https or mailto), well-formed.</param>
/// <param name="Text">The same as plain text: blank lines between paragraphs, and nothing that a browser takes for a tag.</param>
sealed record RichText(string Html, string Text);
