using DevLab.JmesPath;
using DevLab.JmesPath.Expressions;
using Newtonsoft.Json.Linq;

namespace Besoksnaring.Ingest.Providers.Mapping;

/// <summary>One compiled JMESPath expression.</summary>
sealed class Expression
{
    readonly JmesPathExpression compiled;

    Expression(string text, JmesPathExpression compiled)
    {
        Text = text;
        this.compiled = compiled;
    }

    public string Text { get; }

    /// <returns>Null, and why in <paramref name="reason"/>, when the text is no expression.</returns>
    public static Expression? TryCompile(string text, out string? reason)
    {
        reason = null;
        try
        {
            return new Expression(text, new JmesPath().Parse(text));
        }
        // The library has no common type for what is wrong with an expression.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            reason = $"'{text}' is no JMESPath expression: {exception.Message.ReplaceLineEndings(" ").Trim()}";
            return null;
        }
    }

    /// <returns>What the expression finds, or null when it finds nothing or meets a value of a kind that its functions do not take.</returns>
    public JToken? In(JToken row)
    {
        JToken found;
        try
        {
            found = compiled.Transform(new JmesPathArgument(row)).AsJToken();
        }
        // A function given a value that it does not take (`length` of null): JMESPath calls it invalid-type, we call it absent.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
        return found is null || found.Type == JTokenType.Null ? null : found;
    }

    /// <returns>Whether it finds something that JMESPath holds for true.</returns>
    public bool Holds(JToken row) => In(row) is { } found && !JmesPathArgument.IsFalse(new JmesPathArgument(found));
}
