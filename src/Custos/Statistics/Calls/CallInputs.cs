using System.Globalization;
using System.Text.Json;
using Custos.Records;

namespace Custos.Statistics.Calls;

/// <summary>What was given to a statistics function, by name?</summary>
/// <remarks>Every reader throws a <see cref="BadInputException"/> that names the input when it is missing or of the wrong kind. An input that is null counts as not given.</remarks>
public sealed class CallInputs
{
    private readonly JsonElement _inputs;
    private readonly string _place;

    /// <param name="inputs">A JSON object, or nothing at all.</param>
    /// <param name="place">How messages name the object.</param>
    public CallInputs(JsonElement inputs, string place = "inputs")
    {
        if (inputs.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            throw new BadInputException($"It is {KindOf(inputs)}.", "Give an object with the inputs by name.", place);
        }

        _inputs = inputs;
        _place = place;
    }

    /// <summary>The names that were given, in their order.</summary>
    public IEnumerable<string> Names => _inputs.ValueKind == JsonValueKind.Object ? _inputs.EnumerateObject().Select(input => input.Name) : [];

    /// <summary>Was it given, and not null?</summary>
    public bool Has(string name) => TryFind(name, out _);

    public double Number(string name) => JsonValues.One(Find(name), Place(name));

    public double NumberOr(string name, double otherwise) => TryFind(name, out var found) ? JsonValues.One(found, Place(name)) : otherwise;

    public double? OptionalNumber(string name) => TryFind(name, out var found) ? JsonValues.One(found, Place(name)) : null;

    /// <summary>A whole number, written 3 or 3.0 or 3e0.</summary>
    public long Integer(string name) => JsonValues.Whole(Find(name), Place(name));

    public long IntegerOr(string name, long otherwise) => TryFind(name, out var found) ? JsonValues.Whole(found, Place(name)) : otherwise;

    public IReadOnlyList<long> Integers(string name) => List(name, JsonValues.Whole);

    public IReadOnlyList<double> Numbers(string name) => List(name, JsonValues.One);

    /// <summary>Numbers of which some are missing (null).</summary>
    public IReadOnlyList<double?> OptionalNumbers(string name) => List(name, JsonValues.OneOrNone);

    /// <summary>A list of rows, which need not be of one length.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rows(string name) =>
        List(name, (row, place) => JsonValues.Items(row, place, JsonValues.One));

    /// <summary>A list of rows of one length.</summary>
    public double[][] Matrix(string name)
    {
        var rows = Rows(name).Select(row => row.ToArray()).ToArray();
        var uneven = Array.FindIndex(rows, row => row.Length != rows[0].Length);
        return uneven < 0
            ? rows
            : throw new BadInputException($"Row {uneven + 1} has {rows[uneven].Length} numbers, the first has {rows[0].Length}.", "Give rows of one length.", Place(name));
    }

    /// <summary>Rows of whole numbers, of one length: a table of counts.</summary>
    public long[][] Counts(string name)
    {
        var rows = List(name, (row, place) => JsonValues.Items(row, place, JsonValues.Whole).ToArray()).ToArray();
        var uneven = Array.FindIndex(rows, row => row.Length != rows[0].Length);
        return uneven < 0
            ? rows
            : throw new BadInputException($"Row {uneven + 1} has {rows[uneven].Length} numbers, the first has {rows[0].Length}.", "Give rows of one length.", Place(name));
    }

    /// <summary>Rows of which some cells are missing (null); rows need not be of one length.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> OptionalRows(string name) =>
        List(name, (row, place) => JsonValues.Items(row, place, JsonValues.OneOrNone));

    /// <summary>A list of tables, each a list of rows.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Tables(string name) =>
        List(name, (table, place) => JsonValues.Items(table, place, (row, rowPlace) => JsonValues.Items(row, rowPlace, JsonValues.One)));

    /// <summary>A list of tables of whole numbers, each a list of rows.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<long>>> CountTables(string name) =>
        List(name, (table, place) => JsonValues.Items(table, place, (row, rowPlace) => JsonValues.Items(row, rowPlace, JsonValues.Whole)));

    public string Text(string name) => TextOf(Find(name), Place(name));

    public string TextOr(string name, string otherwise) => TryFind(name, out var found) ? TextOf(found, Place(name)) : otherwise;

    public IReadOnlyList<string> Texts(string name) => List(name, TextOf);

    /// <summary>A whole number that a list's length or place may have.</summary>
    public int Small(string name) => JsonValues.Small(Find(name), Place(name));

    public int SmallOr(string name, int otherwise) => TryFind(name, out var found) ? JsonValues.Small(found, Place(name)) : otherwise;

    public IReadOnlyList<int> Smalls(string name) => List(name, JsonValues.Small);

    /// <summary>A list of lists of texts.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TextRows(string name) => List(name, (row, place) => JsonValues.Items(row, place, TextOf));

    /// <summary>Lists of lists of lists of texts.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> TextTables(string name) =>
        List(name, (table, place) => JsonValues.Items(table, place, (row, rowPlace) => JsonValues.Items(row, rowPlace, TextOf)));

    /// <summary>One of the texts that are allowed; <paramref name="otherwise"/> when it is not given.</summary>
    public string Choice(string name, string otherwise, params ReadOnlySpan<string> allowed)
    {
        var given = TextOr(name, otherwise);
        return allowed.Contains(given)
            ? given
            : throw new BadInputException("It is not one of the texts it may be.", $"Give one of {string.Join(", ", allowed.ToArray())}.", Place(name));
    }

    public bool FlagOr(string name, bool otherwise) => !TryFind(name, out var found)
        ? otherwise
        : found.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new BadInputException($"It is {KindOf(found)}.", "Give true or false.", Place(name)),
        };

    /// <summary>An object of further inputs.</summary>
    public CallInputs Object(string name) => new(Find(name), Place(name));

    public IReadOnlyList<CallInputs> Objects(string name)
    {
        var items = List(name, (item, _) => item);
        return [.. items.Select((item, i) => new CallInputs(item, string.Create(CultureInfo.InvariantCulture, $"{Place(name)}[{i}]")))];
    }

    /// <summary>The numbers of an object, in the order in which they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> NumberMap(string name)
    {
        var map = Object(name);
        return [.. map.Names.Select(key => KeyValuePair.Create(key, map.Number(key)))];
    }

    private bool TryFind(string name, out JsonElement found)
    {
        found = default;
        return _inputs.ValueKind == JsonValueKind.Object && _inputs.TryGetProperty(name, out found) && found.ValueKind != JsonValueKind.Null;
    }

    private JsonElement Find(string name) => TryFind(name, out var found)
        ? found
        : throw new BadInputException("It is not given.", "Add it to the inputs.", Place(name));

    private IReadOnlyList<T> List<T>(string name, Func<JsonElement, string, T> read) => JsonValues.Items(Find(name), Place(name), read);

    private string Place(string name) => string.Create(CultureInfo.InvariantCulture, $"{_place}.{name}");

    private static string TextOf(JsonElement element, string place) => element.ValueKind == JsonValueKind.String
        ? element.GetString()!
        : throw new BadInputException($"It is {KindOf(element)}.", "Give a text.", place);

    internal static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
