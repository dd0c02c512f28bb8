namespace Custos.Policy.Syntax;

/// <summary>Under which function names do the operators stand?</summary>
internal static class Operators
{
    public const string Index = "_[_]";
    public const string OptionalIndex = "_[?_]";
    public const string Not = "!_";
    public const string Negate = "-_";
    public const string In = "@in";

    private static readonly Dictionary<string, (string Function, int Precedence)> Binary = new(StringComparer.Ordinal)
    {
        ["<"] = ("_<_", 3), ["<="] = ("_<=_", 3), [">"] = ("_>_", 3), [">="] = ("_>=_", 3), ["=="] = ("_==_", 3), ["!="] = ("_!=_", 3), ["in"] = (In, 3),
        ["+"] = ("_+_", 4), ["-"] = ("_-_", 4), ["*"] = ("_*_", 5), ["/"] = ("_/_", 5), ["%"] = ("_%_", 5),
    };

    /// <summary>The function and how tightly the operator binds, more for tighter; null for what is none.</summary>
    public static (string Function, int Precedence)? OfToken(Token token) =>
        (token.Kind == TokenKind.Symbol || token is { Kind: TokenKind.Name, Text: "in" }) && Binary.TryGetValue(token.Text, out var found) ? found : null;

    /// <summary>As its user wrote it: <c>+</c> for <c>_+_</c>; a function's name stays.</summary>
    public static string Shown(string function) => function switch
    {
        Index or OptionalIndex => "[ ]",
        In => "in",
        Not => "!",
        Negate => "-",
        _ when function.StartsWith('_') && function.EndsWith('_') => function[1..^1],
        _ when function.StartsWith("math.@", StringComparison.Ordinal) => function == "math.@max" ? "math.greatest" : "math.least",
        _ => function,
    };
}
