namespace Custos.Policy.Syntax;

/// <summary>What sort of word of the language is it?</summary>
internal enum TokenKind
{
    End,
    Name,
    QuotedName,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Symbol,
}

/// <summary>One word of an expression.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Offset">Where it begins, in UTF-16 units.</param>
/// <param name="Text">A name, a symbol, or a number's digits without its suffix; a text's content, its escapes replaced.</param>
/// <param name="Bytes">Of a bytes literal.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, string Text, byte[]? Bytes = null)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
