using System.Text.Json;
using Besoksnaring.Contracts;

namespace Besoksnaring.Ingest.Registry;

/// <summary>A registry entry: who a provider is, where its listings come from and how far they are to be trusted.</summary>
sealed record Provider
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The word of an <see cref="Providers.IProviderFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>http(s) addresses, or <c>file:</c> followed by a path or pattern below the files folder; all of them together are one answer.</summary>
    public required IReadOnlyList<string> Address { get; init; }

    /// <summary>For a pattern of dated files: each file is an answer of its own, read once, in name order.</summary>
    public bool FilesInTurn { get; init; }

    /// <summary>Cron, in Europe/Stockholm; null: only when asked.</summary>
    public string? Schedule { get; init; }

    public required Licence Licence { get; init; }
    public string? Contact { get; init; }

    /// <summary>1 is the most trusted.</summary>
    public int Rank { get; init; } = 50;

    /// <summary>What this provider's silence means.</summary>
    public RunScope CompleteFor { get; init; } = RunScope.Nothing;

    /// <summary>For <see cref="RunScope.Window"/>: days ahead of the reading that the provider lists.</summary>
    public int WindowDays { get; init; }

    public TombstoneShare TombstoneShare { get; init; } = new();

    /// <summary>The operator's word that this provider may live on a private or loopback address.</summary>
    public bool AllowPrivateAddress { get; init; }

    /// <summary>Fields, categories, languages, identity and time semantics: read by the format.</summary>
    public JsonElement? Mapping { get; init; }
}

/// <param name="Id">SPDX where there is one; <c>none</c> when nothing is stated.</param>
/// <param name="Permits">Of <c>web</c>, <c>print</c>, <c>commercial</c>, <c>ai</c>.</param>
sealed record Licence(string Id, IReadOnlyList<string> Permits);

/// <summary>A run that would tombstone more than <paramref name="Count"/> and more than <paramref name="Share"/> of the known is held.</summary>
sealed record TombstoneShare(int Count = 5, double Share = 0.2);
