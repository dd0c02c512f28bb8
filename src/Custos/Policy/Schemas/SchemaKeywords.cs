using System.Globalization;
using System.Text;
using Custos.Policy.Json;
using Custos.Policy.Patterns;

namespace Custos.Policy.Schemas;

/// <summary>What do the keywords of one schema object say, and which of them are badly written?</summary>
/// <param name="reader">Reads the schemas in it.</param>
/// <param name="schema">The whole document.</param>
/// <param name="token">The object.</param>
/// <param name="pointer">Where it stands.</param>
internal sealed class SchemaKeywords(SchemaReader reader, FlatJson schema, int token, string pointer)
{
    public FlatJson Schema => schema;

    /// <summary>Five items; at least 1 item; from 1 to 5 items.</summary>
    public static string RangeInWords(int least, int most, string one, string? many = null) =>
        least == most ? $"exactly {Counted(least, one, many)}"
        : most == int.MaxValue ? $"at least {Counted(least, one, many)}"
        : least == 0 ? $"at most {Counted(most, one, many)}"
        : $"from {least.ToString(CultureInfo.InvariantCulture)} to {Counted(most, one, many)}";

    public static string Counted(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    public void Refuse(string keyword, string problem, string remedy) => reader.Refuse(PointerOf(keyword), problem, remedy);

    /// <summary>The token of a keyword's value; -1 where it is not there.</summary>
    public int Find(string keyword) => schema.Find(token, Encoding.UTF8.GetBytes(keyword));

    /// <summary>The token of a keyword's value; -1 where it is not there, or, which is told, of another kind.</summary>
    public int Find(string keyword, JsonKind kind, string inWords)
    {
        var at = Find(keyword);
        if (at < 0 || schema[at].Kind == kind) return at;
        Refuse(keyword, $"It is not {inWords}.", $"Write {inWords}.");
        return -1;
    }

    public string TextAt(int at) => Encoding.UTF8.GetString(schema.TextOf(at));

    public string? Text(string keyword) => Find(keyword, JsonKind.Text, "a string") is >= 0 and var at ? TextAt(at) : null;

    public bool IsTrue(string keyword)
    {
        var at = Find(keyword);
        if (at >= 0 && schema[at].Kind is not (JsonKind.True or JsonKind.False)) Refuse(keyword, "It is not true or false.", "Write true or false.");
        return at >= 0 && schema[at].Kind == JsonKind.True;
    }

    /// <summary>The tokens of an array's items; null where it is not there or none.</summary>
    public int[]? Items(string keyword) => Find(keyword, JsonKind.Array, "an array") is >= 0 and var at ? ItemsAt(at) : null;

    /// <summary>The texts of an array; null where it is not there or badly written.</summary>
    public string[]? Texts(string keyword) => Items(keyword) is { } items ? TextsOf(keyword, items) : null;

    public IEnumerable<(string Name, string[] Texts)> TextsByName(string keyword)
    {
        foreach (var (name, value) in Properties(keyword))
        {
            if (schema[value].Kind != JsonKind.Array) Refuse(keyword, "A value in it is not an array of strings.", "Write an array of strings.");
            else if (TextsOf(keyword, ItemsAt(value)) is { } texts) yield return (name, texts);
        }
    }

    /// <summary>How many of something there must and may be.</summary>
    public (int Least, int Most) Range(string leastKeyword, string mostKeyword, int usually = 0)
    {
        var (least, most) = (Number(leastKeyword, usually), Number(mostKeyword, int.MaxValue));
        if (least > most) Refuse(leastKeyword, $"It is above {mostKeyword}, so that nothing is allowed.", "Lower it, or raise the other.");
        return (least, most);
    }

    /// <summary>The number of the schema that a keyword holds; -1 where it is not there.</summary>
    public int SchemaOf(string keyword) => Find(keyword) is >= 0 and var at ? reader.Read(at, PointerOf(keyword)) : -1;

    public int[] SchemaList(string keyword)
    {
        if (Items(keyword) is not { } items) return [];
        if (items.Length == 0) Refuse(keyword, "It holds no schema.", "Write at least one, or leave it out.");
        return [.. items.Select((item, i) => reader.Read(item, string.Create(CultureInfo.InvariantCulture, $"{PointerOf(keyword)}/{i}")))];
    }

    public IReadOnlyList<(string Name, int Schema)> SchemasByName(string keyword) =>
        [.. Properties(keyword).Select(property => (property.Name, reader.Read(property.Value, $"{PointerOf(keyword)}/{SchemaReader.Escaped(property.Name)}")))];

    /// <summary>The number of the schema that <c>$ref</c> leads to; -1 where it is not there.</summary>
    public int Reference()
    {
        if (Text("$ref") is not { } target) return -1;
        if (target.StartsWith('#') && Uri.UnescapeDataString(target[1..]) is var place && place is "" or ['/', ..]) return reader.Refer(place, PointerOf("$ref"));
        Refuse("$ref", "It leads out of this schema, or to a name that is no place in it.", "Refer to \"#\" or to a place such as \"#/$defs/name\".");
        return -1;
    }

    /// <summary>A pattern of ECMAScript's; null where it, which is told, cannot be matched in linear time.</summary>
    public LinearPattern? Pattern(string keyword, string source)
    {
        if (EcmaPattern.TryTranslate(source, out var translated, out var problem) && LinearPattern.TryGet(translated, out var pattern, out problem)) return pattern;
        Refuse(keyword, problem!, "Write it with classes, groups, repetitions and anchors alone.");
        return null;
    }

    private int Number(string keyword, int usually)
    {
        var at = Find(keyword, JsonKind.Number, "a number");
        if (at < 0) return usually;
        var number = new JsonNumber(schema.TextOf(at));
        if (number.IsZero) return 0;
        if (number is { IsWhole: true, IsNegative: false } && number.Low + number.DigitCount <= 9) return (int)decimal.Parse(schema.TextOf(at), NumberStyles.Float, CultureInfo.InvariantCulture);
        Refuse(keyword, "It is not a whole number from 0 to 999,999,999.", "Write such a number.");
        return usually;
    }

    private string[]? TextsOf(string keyword, int[] items)
    {
        var isWell = items.All(item => schema[item].Kind == JsonKind.Text);
        if (!isWell) Refuse(keyword, "It holds something that is not a string.", "Write strings alone.");
        var texts = isWell ? items.Select(TextAt).ToArray() : null;
        if (texts is not null && texts.Distinct(StringComparer.Ordinal).Count() < texts.Length) Refuse(keyword, "It holds a string twice.", "Write each once.");
        return texts;
    }

    private int[] ItemsAt(int array)
    {
        List<int> items = [];
        for (var item = array + 1; item < schema[array].End; item = schema[item].End) items.Add(item);
        return [.. items];
    }

    private IEnumerable<(string Name, int Value)> Properties(string keyword)
    {
        var at = Find(keyword, JsonKind.Object, "an object");
        for (var name = at + 1; at >= 0 && name < schema[at].End; name = schema[name + 1].End) yield return (TextAt(name), name + 1);
    }

    private string PointerOf(string keyword) => $"{pointer}/{SchemaReader.Escaped(keyword)}";
}
