using System.Text;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What is a text cut, replaced, joined or written in another case?</summary>
/// <remarks>The language's text library, in its newest version. Positions count code points.</remarks>
internal static class TextLibrary
{
    private static readonly CelType Strings = CelType.List(CelType.String);

    public static IReadOnlyList<Overload> All { get; } =
    [
        Overload.Member("charAt", CelType.String, CelType.Int, CelType.String, CharAt, CharCost),
        Overload.Member("indexOf", CelType.String, CelType.String, CelType.Int, (in text, in part) => IndexOf(text, part, Value.Of(0L)), Costs.Read),
        Overload.Member("indexOf", CelType.String, CelType.String, CelType.Int, CelType.Int, IndexOf, Costs.Read),
        Overload.Member("lastIndexOf", CelType.String, CelType.String, CelType.Int, (in text, in part) => LastIndexOf(text, part, null), Costs.Read),
        Overload.Member("lastIndexOf", CelType.String, CelType.String, CelType.Int, CelType.Int, (in text, in part, in from) => LastIndexOf(text, part, from.AsInt), Costs.Read),
        Overload.Member("lowerAscii", CelType.String, CelType.String, (in text) => Value.Of(Recased(text.AsString, 'A', 'Z', 'a' - 'A')), Costs.Same),
        Overload.Member("upperAscii", CelType.String, CelType.String, (in text) => Value.Of(Recased(text.AsString, 'a', 'z', 'A' - 'a')), Costs.Same),
        Overload.Member("replace", CelType.String, CelType.String, CelType.String, CelType.String, (in text, in old, in by) => Replace(text.AsString, old.AsString, by.AsString, -1), ReplaceCost),
        Overload.Member("replace", [CelType.String, CelType.String, CelType.String, CelType.Int], CelType.String, values => Replace(values[0].AsString, values[1].AsString, values[2].AsString, values[3].AsInt), ReplaceCost),
        Overload.Member("split", CelType.String, CelType.String, Strings, (in text, in separator) => Split(text.AsString, separator.AsString, -1), SplitCost),
        Overload.Member("split", CelType.String, CelType.String, CelType.Int, Strings, (in text, in separator, in most) => Split(text.AsString, separator.AsString, most.AsInt), SplitCost),
        Overload.Member("substring", CelType.String, CelType.Int, CelType.String, (in text, in from) => Substring(text.AsString, from.AsInt, null), Costs.Same),
        Overload.Member("substring", CelType.String, CelType.Int, CelType.Int, CelType.String, (in text, in from, in until) => Substring(text.AsString, from.AsInt, until.AsInt), Costs.Same),
        Overload.Member("trim", CelType.String, CelType.String, (in text) => Value.Of(text.AsString.Trim(Blanks)), Costs.Same),
        Overload.Member("reverse", CelType.String, CelType.String, Reverse, Costs.Same),
        Overload.Member("join", Strings, CelType.String, (in list) => Join(list.AsList, ""), JoinCost),
        Overload.Member("join", Strings, CelType.String, CelType.String, (in list, in separator) => Join(list.AsList, separator.AsString), JoinCost),
        Overload.Member("format", CelType.String, CelType.List(CelType.Dyn), CelType.String, TextFormat.Format, FormatCost),
        Overload.Of("strings.quote", CelType.String, CelType.String, (in text) => Value.Of(Quote(text.AsString)), QuoteCost),
    ];

    // Unicode's White_Space property; .NET's own list has more.
    private static char[] Blanks { get; } =
    [
        '\t', '\n', '\v', '\f', '\r', ' ', '\u0085', '\u00a0', '\u1680', '\u2000', '\u2001', '\u2002', '\u2003', '\u2004', '\u2005',
        '\u2006', '\u2007', '\u2008', '\u2009', '\u200a', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000',
    ];

    private static Value CharAt(in Value text, in Value index)
    {
        var content = text.AsString;
        var offset = CodePoints.OffsetOf(content, index.AsInt);
        return offset < 0 ? Failure.IndexOutOfRange : Value.Of(offset == content.Length ? "" : content.Substring(offset, CodePoints.WidthAt(content, offset)));
    }

    private static Value IndexOf(in Value text, in Value part, in Value from)
    {
        var content = text.AsString;
        var start = CodePoints.OffsetOf(content, from.AsInt);
        if (start < 0) return Failure.IndexOutOfRange;
        var found = content.IndexOf(part.AsString, start, StringComparison.Ordinal);
        return Value.Of(found < 0 ? -1L : CodePoints.IndexOf(content, found));
    }

    private static Value LastIndexOf(in Value text, in Value part, long? from)
    {
        var (content, sought) = (text.AsString, part.AsString);
        var start = from is { } index ? CodePoints.OffsetOf(content, index) : content.Length;
        if (start < 0) return Failure.IndexOutOfRange;
        var end = (int)Math.Min(content.Length, (long)start + sought.Length);
        var found = content.AsSpan(0, end).LastIndexOf(sought.AsSpan(), StringComparison.Ordinal);
        return Value.Of(sought.Length > content.Length || found < 0 ? -1L : CodePoints.IndexOf(content, found));
    }

    private static string Recased(string text, char first, char last, int distance) =>
        text.AsSpan().IndexOfAnyInRange(first, last) < 0 ? text : string.Create(text.Length, (text, first, last, distance), static (letters, change) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                var letter = change.text[i];
                letters[i] = letter >= change.first && letter <= change.last ? (char)(letter + change.distance) : letter;
            }
        });

    private static Value Replace(string text, string old, string by, long most)
    {
        if (most == 0) return Value.Of(text);
        var result = new StringBuilder(text.Length);
        var place = 0;
        for (; most != 0; most--)
        {
            // The empty text is found before every character and at the end.
            var found = old.Length > 0 ? text.IndexOf(old, place, StringComparison.Ordinal) : place <= text.Length ? place : -1;
            if (found < 0) break;
            result.Append(text, place, found - place).Append(by);
            place = found + old.Length;
            if (old.Length == 0)
            {
                var width = place < text.Length ? CodePoints.WidthAt(text, place) : 0;
                result.Append(text, place, width);
                place += Math.Max(width, 1);
            }

            if (result.Length > Concatenation.MaxLength) return Concatenation.TooLong;
        }

        return Value.Of(result.Append(text, Math.Min(place, text.Length), text.Length - Math.Min(place, text.Length)).ToString());
    }

    private static Value Split(string text, string separator, long most)
    {
        if (most == 0) return Value.Of(ListValue.Empty);
        var parts = new List<Value>();
        var place = 0;
        while (most < 0 || parts.Count < most - 1)
        {
            var found = separator.Length > 0 ? text.IndexOf(separator, place, StringComparison.Ordinal)
                : place < text.Length && place + CodePoints.WidthAt(text, place) < text.Length ? place + CodePoints.WidthAt(text, place) : -1;
            if (found < 0) break;
            parts.Add(Value.Of(text[place..found]));
            place = found + separator.Length;
        }

        // A text without characters has no parts where every character is one.
        if (separator.Length > 0 || text.Length > 0) parts.Add(Value.Of(text[place..]));
        return Value.Of(new ListValue([.. parts]));
    }

    private static Value Substring(string text, long from, long? until)
    {
        var start = CodePoints.OffsetOf(text, from);
        var end = until is { } last ? CodePoints.OffsetOf(text, last) : text.Length;
        return start < 0 || end < start ? Failure.IndexOutOfRange : Value.Of(text[start..end]);
    }

    private static Value Reverse(in Value text)
    {
        var result = new StringBuilder(text.AsString.Length);
        foreach (var rune in text.AsString.EnumerateRunes().Reverse()) result.Append(rune.ToString());
        return Value.Of(result.ToString());
    }

    private static Value Join(ListValue list, string separator)
    {
        var length = (long)separator.Length * Math.Max(0, list.Count - 1);
        foreach (ref readonly var item in list.Items)
        {
            if (item.Kind != ValueKind.String) return Failure.NoSuchOverload;
            length += item.AsString.Length;
        }

        return length > Concatenation.MaxLength ? Concatenation.TooLong : Value.Of(string.Join(separator, list.Items.ToArray().Select(item => item.AsString)));
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                '\\' => "\\\\",
                '"' => "\\\"",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static (double Cost, SizeBound Result) CharCost(ReadOnlySpan<SizeBound> arguments) => (5 + arguments[0].Count / Costs.CharactersPerUnit, SizeBound.Of(2));

    private static (double Cost, SizeBound Result) ReplaceCost(ReadOnlySpan<SizeBound> arguments)
    {
        var length = arguments[0].Count + (arguments[0].Count + 1) * arguments[2].Count;
        return (1 + arguments[0].Count / 5 + length / Costs.WrittenPerUnit, SizeBound.Of(length));
    }

    private static (double Cost, SizeBound Result) SplitCost(ReadOnlySpan<SizeBound> arguments) =>
        (1 + arguments[0].Count * 3, new SizeBound(arguments[0].Count + 1, arguments[0].Count * 2 + 1, SizeBound.Of(arguments[0].Count)));

    private static (double Cost, SizeBound Result) JoinCost(ReadOnlySpan<SizeBound> arguments)
    {
        var length = arguments[0].Total + (arguments.Length > 1 ? arguments[0].Count * arguments[1].Count : 0);
        return (1 + arguments[0].Count + length / Costs.WrittenPerUnit, SizeBound.Of(length));
    }

    // A byte is eight binary digits; a number with its greatest precision is longer still.
    private static (double Cost, SizeBound Result) FormatCost(ReadOnlySpan<SizeBound> arguments)
    {
        var length = arguments[0].Count + arguments[1].Total * 8 + arguments[1].Count * (400 + TextFormat.MaxPrecision);
        return (1 + length, SizeBound.Of(length));
    }

    private static (double Cost, SizeBound Result) QuoteCost(ReadOnlySpan<SizeBound> arguments) => (1 + arguments[0].Count / 5, SizeBound.Of(arguments[0].Count * 2 + 2));
}

file static class RunesBackwards
{
    public static IEnumerable<Rune> Reverse(this StringRuneEnumerator runes)
    {
        var all = new List<Rune>();
        foreach (var rune in runes) all.Add(rune);
        all.Reverse();
        return all;
    }
}
