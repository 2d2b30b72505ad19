using System.Globalization;
using Npgsql;

namespace Besoksnaring.Api.Filters;

/// <summary>A command whose values are all parameters.</summary>
sealed class Statement(NpgsqlParameterCollection parameters)
{
    public Statement(NpgsqlCommand command) : this(command.Parameters)
    {
    }

    /// <returns>The parameter's name in the text.</returns>
    public string Given<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
    }
}
