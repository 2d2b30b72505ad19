namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>What only some formats ask of a mapping.</summary>
sealed record FormatOptions
{
    /// <summary>CSV: null means found out.</summary>
    public string? Delimiter { get; private init; }

    /// <summary>Texts: null means found out.</summary>
    public string? Encoding { get; private init; }

    /// <summary>CSV: a file whose last line does not end is taken for cut off unless this is so.</summary>
    public bool MayEndWithoutNewline { get; private init; }

    public static FormatOptions Read(MappingConfig config)
    {
        var options = new FormatOptions
        {
            Delimiter = config.Word("delimiter"),
            Encoding = config.Word("encoding"),
            MayEndWithoutNewline = config.Flag("mayEndWithoutNewline"),
        };
        if (options.Delimiter is { Length: not 1 })
        {
            config.Fault("delimiter", "must be one character");
        }
        if (options.Encoding is { } name && !IsEncoding(name))
        {
            config.Fault("encoding", $"'{name}' is no encoding");
        }
        return options;
    }

    static bool IsEncoding(string name)
    {
        try
        {
            _ = Documents.DocumentText.EncodingOf(name);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
