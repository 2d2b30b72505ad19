using System.Globalization;
using Npgsql;

namespace Besoksnaring.Api.Filters;

/// <summary>A command whose values are all parameters.</summary>
sealed class Statement(NpgsqlCommand command)
{
    /// <returns>The parameter's name in the text.</returns>
    public string Given<T>(T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }
}
