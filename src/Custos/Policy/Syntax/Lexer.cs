using Custos.Text;

namespace Custos.Policy.Syntax;

/// <summary>Which words is an expression made of?</summary>
/// <remarks>Source: the language definition, "Syntax" and "Values". O(n).</remarks>
internal sealed class Lexer(string source)
{
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ".", ",", "(", ")", "[", "]", "{", "}"];

    private int _offset;

    /// <summary>Every word in order, the last of kind <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="SourceException">Something is no word of the language.</exception>
    public static List<Token> Read(string source)
    {
        var lexer = new Lexer(source);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        SkipBlanks();
        if (_offset == source.Length) return new Token(TokenKind.End, _offset, "");
        var first = source[_offset];
        if (StringLiteral.PrefixLength(source, _offset) is { } prefix) return ReadString(prefix);
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(At(_offset + 1)))) return ReadNumber();
        if (IsNameStart(first)) return ReadName();
        if (first == '`') return ReadQuotedName();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, _offset, symbol, 0, symbol.Length) != 0) continue;
            _offset += symbol.Length;
            return new Token(TokenKind.Symbol, _offset - symbol.Length, symbol);
        }

        throw WrongCharacter();
    }

    private SourceException WrongCharacter() => source[_offset] switch
    {
        '=' => new SourceException(_offset, "A single \"=\" is no operator.", "Write \"==\" to compare."),
        '&' => new SourceException(_offset, "A single \"&\" is no operator.", "Write \"&&\" for \"and\"."),
        '|' => new SourceException(_offset, "A single \"|\" is no operator.", "Write \"||\" for \"or\"."),
        '“' or '”' or '‘' or '’' => new SourceException(_offset, "A curly quotation mark begins no text.", "Write a straight one: \" or '."),
        _ when char.IsSurrogate(source[_offset]) || char.IsControl(source[_offset]) => new SourceException(_offset, "This character has no meaning here.", "Take it out, or put it into a text between quotation marks."),
        var other => new SourceException(_offset, $"The character \"{other}\" has no meaning here.", "Take it out, or put it into a text between quotation marks."),
    };

    private void SkipBlanks()
    {
        while (_offset < source.Length)
        {
            if (source[_offset] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _offset++;
            }
            else if (source[_offset] == '/' && At(_offset + 1) == '/')
            {
                var end = source.IndexOf('\n', _offset);
                _offset = end < 0 ? source.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    private Token ReadString(int prefix)
    {
        var start = _offset;
        var literal = StringLiteral.Read(source, start, prefix);
        _offset = literal.End;
        return literal.IsBytes
            ? new Token(TokenKind.Bytes, start, "", literal.ToBytes())
            : new Token(TokenKind.String, start, literal.ToText());
    }

    private Token ReadName()
    {
        var start = _offset;
        while (_offset < source.Length && (IsNameStart(source[_offset]) || char.IsAsciiDigit(source[_offset]))) _offset++;
        return new Token(TokenKind.Name, start, source[start.._offset]);
    }

    private Token ReadQuotedName()
    {
        var start = _offset;
        var end = source.IndexOf('`', start + 1);
        if (end < 0) throw new SourceException(start, "A quoted name does not end.", "Close it with another `.");
        var name = source[(start + 1)..end];
        var wrong = name.AsSpan().IndexOfAnyExcept(NameLetters.Quoted);
        if (name.Length == 0 || wrong >= 0)
        {
            throw new SourceException(start + 1 + Math.Max(0, wrong), "A quoted name may hold letters a to z, digits and _ . - / and blanks.", "Use [\"…\"] for other names.");
        }

        _offset = end + 1;
        return new Token(TokenKind.QuotedName, start, name);
    }

    private Token ReadNumber()
    {
        var start = _offset;
        if (source[start] == '0' && At(start + 1) is 'x' or 'X')
        {
            _offset += 2;
            SkipWhile(char.IsAsciiHexDigit);
            if (_offset == start + 2) throw new SourceException(start, "A hexadecimal number has no digits.", "Write digits after 0x.");
            return EndNumber(start, TokenKind.Int);
        }

        SkipWhile(char.IsAsciiDigit);
        var kind = TokenKind.Int;
        if (At(_offset) == '.' && char.IsAsciiDigit(At(_offset + 1)))
        {
            _offset++;
            SkipWhile(char.IsAsciiDigit);
            kind = TokenKind.Double;
        }

        if (At(_offset) is 'e' or 'E')
        {
            var sign = At(_offset + 1) is '+' or '-' ? 1 : 0;
            if (char.IsAsciiDigit(At(_offset + 1 + sign)))
            {
                _offset += 1 + sign;
                SkipWhile(char.IsAsciiDigit);
                kind = TokenKind.Double;
            }
        }

        return EndNumber(start, kind);
    }

    private Token EndNumber(int start, TokenKind kind)
    {
        var digits = source[start.._offset];
        if (kind == TokenKind.Int && At(_offset) is 'u' or 'U')
        {
            _offset++;
            kind = TokenKind.Uint;
        }

        if (IsNameStart(At(_offset)) || char.IsAsciiDigit(At(_offset)))
        {
            throw new SourceException(start, $"The number {NearestName.Shown(digits)} runs into a letter.", "Put a blank or an operator between them.");
        }

        return new Token(kind, start, digits);
    }

    private void SkipWhile(Func<char, bool> isPart)
    {
        while (_offset < source.Length && isPart(source[_offset])) _offset++;
    }

    private char At(int offset) => offset < source.Length ? source[offset] : '\0';

    private static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter == '_';

    private static class NameLetters
    {
        public static readonly System.Buffers.SearchValues<char> Quoted =
            System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/ ");
    }
}
