namespace Besoksnaring.Vocabularies.Places;

/// <param name="Code">SCB's, four digits with leading zeros.</param>
/// <param name="CountyCode">The first two digits of <paramref name="Code"/>.</param>
public sealed record Municipality(string Code, string Name, string CountyCode, string CountyName);
