using System.Globalization;
using Custos.Policy.Values;
using Custos.Text;

namespace Custos.Policy.Syntax;

/// <summary>What does the text of an expression say?</summary>
/// <remarks>
/// By recursive descent with operator precedences. Source: the language definition, "Syntax". O(n); what nests deeper than
/// <see cref="MaxDepth"/> is refused, so that no text can exhaust the stack here or in anything that walks the result.
/// </remarks>
internal sealed class Parser
{
    /// <summary>How deep an expression may nest, counted in brackets and in operators on one another.</summary>
    public const int MaxDepth = 200;

    /// <summary>How long an expression may be, in UTF-16 units.</summary>
    public const int MaxLength = 65_536;

    private const int OrPrecedence = 1;
    private const int AndPrecedence = 2;

    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
        "package", "namespace", "null", "return", "true", "var", "void", "while",
    };

    private readonly List<Token> _tokens;
    private int _place;
    private int _depth;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_place];

    /// <exception cref="SourceException">It is not well-formed.</exception>
    public static Expr Parse(string source)
    {
        if (source.Length > MaxLength)
        {
            throw new SourceException(0, $"The expression is longer than {MaxLength} characters.", "Split it into several rules, or move lists into phrase lists.");
        }

        var parser = new Parser(Lexer.Read(source));
        if (parser.Current.Kind == TokenKind.End) throw new SourceException(0, "The expression is empty.", "Write a condition, for instance true.");
        var whole = parser.ParseExpression();
        return parser.Current.Kind == TokenKind.End ? whole : throw parser.Unexpected("an operator, or nothing,");
    }

    private Expr ParseExpression()
    {
        if (++_depth > MaxDepth) throw TooDeep(Current.Offset);
        var condition = ParseBinary(OrPrecedence);
        if (Current.Is("?"))
        {
            var at = Take().Offset;
            var then = ParseBinary(OrPrecedence);
            Expect(":", "a : and what holds otherwise");
            condition = Keep(new Expr.Conditional(at, condition, then, ParseExpression()));
        }

        _depth--;
        return condition;
    }

    private Expr ParseBinary(int precedence)
    {
        if (precedence <= AndPrecedence) return ParseLogic(precedence);
        var left = ParseUnary();
        while (Operators.OfToken(Current) is { } found && found.Precedence >= precedence)
        {
            var at = Take().Offset;
            left = Keep(new Expr.Call(at, found.Function, null, [left, ParseBinary(found.Precedence + 1)]));
        }

        return left;
    }

    // A row of one operator is one node, so that a long row does not nest.
    private Expr ParseLogic(int precedence)
    {
        var symbol = precedence == OrPrecedence ? "||" : "&&";
        var first = ParseBinary(precedence + 1);
        if (!Current.Is(symbol)) return first;
        var at = Current.Offset;
        List<Expr> parts = [first];
        while (Current.Is(symbol))
        {
            Take();
            parts.Add(ParseBinary(precedence + 1));
        }

        return Keep(new Expr.Logic(at, precedence == AndPrecedence, parts));
    }

    private Expr ParseUnary()
    {
        var signs = new Stack<Token>();
        while (Current.Is("!") || Current.Is("-"))
        {
            // A minus before a number belongs to it: the least integer has no positive counterpart.
            if (Current.Is("-") && _tokens[_place + 1].Kind is TokenKind.Int or TokenKind.Double) break;
            if (signs.Count == MaxDepth) throw TooDeep(Current.Offset);
            signs.Push(Take());
        }

        var operand = ParseMember();
        while (signs.TryPop(out var sign))
        {
            operand = Keep(new Expr.Call(sign.Offset, sign.Is("!") ? Operators.Not : Operators.Negate, null, [operand]));
        }

        return operand;
    }

    private Expr ParseMember()
    {
        var operand = ParsePrimary();
        while (true)
        {
            if (Current.Is("."))
            {
                operand = Keep(ParseDot(operand));
            }
            else if (Current.Is("["))
            {
                var at = Take().Offset;
                var isOptional = TakeIf("?");
                var index = ParseExpression();
                Expect("]", "a ]");
                operand = Keep(new Expr.Call(at, isOptional ? Operators.OptionalIndex : Operators.Index, null, [operand, index]));
            }
            else if (Current.Is("{") && operand is Expr.Name or Expr.Select)
            {
                throw new SourceException(operand.Offset, "Messages cannot be made here: only lists [ ] and maps { } can.", "Write a map, as {\"name\": value}.");
            }
            else
            {
                return operand;
            }
        }
    }

    private Expr ParseDot(Expr operand)
    {
        Take();
        var isOptional = TakeIf("?");
        var field = Take();
        if (field.Kind is not (TokenKind.Name or TokenKind.QuotedName) || (field.Kind == TokenKind.Name && field.Text is "true" or "false" or "null" or "in"))
        {
            throw new SourceException(field.Offset, $"A field's name was expected after the dot, not {Shown(field)}.", "Write a name, or [\"…\"] for a key that is no name.");
        }

        if (!isOptional && field.Kind == TokenKind.Name && Current.Is("("))
        {
            return Macros.Expand(new Expr.Call(field.Offset, field.Text, operand, ParseArguments()));
        }

        return new Expr.Select(field.Offset, operand, field.Text, isOptional);
    }

    private Expr ParsePrimary()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Int or TokenKind.Uint or TokenKind.Double: return ParseNumber(token, "");
            case TokenKind.String: return new Expr.Literal(token.Offset, Value.Of(token.Text));
            case TokenKind.Bytes: return new Expr.Literal(token.Offset, Value.Of(token.Bytes!));
            case TokenKind.Name: return ParseName(token, isRooted: false);
        }

        switch (token.Text)
        {
            case "-": return ParseNumber(Take(), "-");
            case "." when Current.Kind == TokenKind.Name: return ParseName(Take(), isRooted: true);
            case "[": return Keep(ParseList(token.Offset));
            case "{": return Keep(ParseMap(token.Offset));
            case "(":
                var inner = ParseExpression();
                Expect(")", "a )");
                return inner;
            default:
                _place--;
                throw Unexpected("a value");
        }
    }

    private Expr ParseName(Token token, bool isRooted)
    {
        if (!isRooted)
        {
            switch (token.Text)
            {
                case "true": return new Expr.Literal(token.Offset, Value.True);
                case "false": return new Expr.Literal(token.Offset, Value.False);
                case "null": return new Expr.Literal(token.Offset, Value.Null);
            }
        }

        if (Reserved.Contains(token.Text)) throw new SourceException(token.Offset, $"The word \"{token.Text}\" is reserved and cannot be a name.", "Choose another name.");
        return Current.Is("(")
            ? Keep(Macros.Expand(new Expr.Call(token.Offset, token.Text, null, ParseArguments())))
            : new Expr.Name(token.Offset, token.Text, isRooted);
    }

    private List<Expr> ParseArguments()
    {
        Expect("(", "a (");
        List<Expr> arguments = [];
        if (TakeIf(")")) return arguments;
        do
        {
            arguments.Add(ParseExpression());
        }
        while (TakeIf(","));
        Expect(")", "a , or )");
        return arguments;
    }

    private Expr.ListOf ParseList(int at)
    {
        List<(Expr, bool)> items = [];
        while (!TakeIf("]"))
        {
            var isOptional = TakeIf("?");
            items.Add((ParseExpression(), isOptional));
            if (!TakeIf(",") && !Current.Is("]")) throw Unexpected("a , or ]");
        }

        return new Expr.ListOf(at, items);
    }

    private Expr.MapOf ParseMap(int at)
    {
        List<(Expr, Expr, bool)> entries = [];
        while (!TakeIf("}"))
        {
            var isOptional = TakeIf("?");
            var key = ParseExpression();
            Expect(":", "a : and the key's value");
            entries.Add((key, ParseExpression(), isOptional));
            if (!TakeIf(",") && !Current.Is("}")) throw Unexpected("a , or }");
        }

        return new Expr.MapOf(at, entries);
    }

    private static Expr.Literal ParseNumber(Token token, string sign)
    {
        var isHex = token.Text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        switch (token.Kind)
        {
            case TokenKind.Double:
                return new Expr.Literal(token.Offset, Value.Of(double.Parse(sign + token.Text, NumberStyles.Float, CultureInfo.InvariantCulture)));
            case TokenKind.Uint:
                return ulong.TryParse(isHex ? token.Text[2..] : token.Text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var unsigned)
                    ? new Expr.Literal(token.Offset, Value.Of(unsigned))
                    : throw TooLarge(token, ulong.MaxValue + "u");
        }

        // One more than the greatest integer is legal behind a minus.
        if (!ulong.TryParse(isHex ? token.Text[2..] : token.Text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size > (ulong)long.MaxValue + (sign.Length > 0 ? 1u : 0u))
        {
            throw TooLarge(token, long.MaxValue.ToString(CultureInfo.InvariantCulture));
        }

        return new Expr.Literal(token.Offset, Value.Of(sign.Length > 0 ? unchecked(-(long)size) : (long)size));
    }

    private static SourceException TooLarge(Token token, string most) => new(token.Offset, "The whole number is too large.", $"Write one up to {most}, or a number with a decimal point.");

    private static Expr Keep(Expr expression) => expression.Depth <= MaxDepth ? expression : throw TooDeep(expression.Offset);

    private static SourceException TooDeep(int offset) => new(offset, $"The expression nests deeper than {MaxDepth} levels.", "Split it into several rules.");

    private Token Take() => Current.Kind == TokenKind.End ? Current : _tokens[_place++];

    private bool TakeIf(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        _place++;
        return true;
    }

    private void Expect(string symbol, string expected)
    {
        if (!TakeIf(symbol)) throw Unexpected(expected);
    }

    private SourceException Unexpected(string expected) => new(
        Current.Offset,
        Current.Kind == TokenKind.End ? "The expression ends too early." : $"{Capital(Shown(Current))} was not expected here.",
        $"Write {expected} here.");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Shown(Token token) => token.Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.String or TokenKind.Bytes => "a text",
        TokenKind.Int or TokenKind.Uint or TokenKind.Double => "a number",
        _ => $"\"{NearestName.Shown(token.Text)}\"",
    };
}
