using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Records;
using Custos.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Custos.App.Simulation.Scripts;

/// <summary>A piece of a script, and where it stands, so that what is wrong with it can be said.</summary>
internal sealed class ScriptNode
{
    private const int DeepestNesting = 32;

    private readonly string _file;
    private readonly YamlNode _node;

    private ScriptNode(string file, YamlNode node)
    {
        _file = file;
        _node = node;
    }

    public bool IsList => _node is YamlSequenceNode;

    /// <summary>The whole of a file.</summary>
    /// <exception cref="BadInputException">It is no YAML, or holds none or several documents.</exception>
    public static ScriptNode Load(string file, TextReader text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException broken)
        {
            throw new BadInputException("This is not YAML from here on.", "Check the indentation, the colons and the quotes here and in the line above.", Place(file, broken.Start), innerException: broken);
        }

        return stream.Documents is [{ RootNode: { } root }] ? new ScriptNode(file, root) : throw new BadInputException("The file does not hold one document.", "Write 'personas:' and a list below it.", file);
    }

    public BadInputException Wrong(string problem, string remedy) => new(problem, remedy, Place(_file, _node.Start));

    /// <summary>Says that this is a mapping of known keys.</summary>
    public void Admit(string what, params IReadOnlyCollection<string> known)
    {
        if (_node is not YamlMappingNode mapping) throw Wrong($"{what} is not a mapping.", $"Write 'key: value' lines; there are: {string.Join(", ", known)}.");
        foreach (var key in mapping.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(name)) throw new ScriptNode(_file, key).Wrong($"'{NearestName.Shown(name)}' means nothing in {what}.", $"Did you mean '{NearestName.Of(name, known)}'? There are: {string.Join(", ", known)}.");
        }
    }

    /// <summary>What stands under a key; null where nothing does.</summary>
    public ScriptNode? Find(string key) => _node is YamlMappingNode mapping && mapping.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value is { } value ? new ScriptNode(_file, value) : null;

    public IReadOnlyList<ScriptNode> Items(string what) => _node is YamlSequenceNode sequence
        ? [.. sequence.Children.Select(child => new ScriptNode(_file, child))]
        : throw Wrong($"{what} is not a list.", "Write one entry a line, each after '- ', or all of them between [ and ].");

    /// <summary>A text, which may be empty.</summary>
    public string Text(string what) => _node is YamlScalarNode { Value: { } value } ? value : throw Wrong($"{what} is not a text.", "Write a text, in quotes where it holds colons or braces.");

    public int Whole(string what, int least, int most = int.MaxValue) =>
        int.TryParse(Text(what), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"{what} is not a whole number {(most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}")}.", "Write one.");

    public bool Truth(string what) => Text(what) switch { "true" => true, "false" => false, _ => throw Wrong($"{what} is neither true nor false.", "Write true or false.") };

    /// <summary>For instance 250ms, 2s or 1m.</summary>
    public TimeSpan Duration(string what)
    {
        var text = Text(what);
        var (number, unit) = text switch
        {
            [.. var digits, 'm', 's'] => (digits, 1.0),
            [.. var digits, 's'] => (digits, 1e3),
            [.. var digits, 'm'] => (digits, 6e4),
            _ => ("", 0),
        };
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units) && units * unit <= TimeSpan.FromDays(1).TotalMilliseconds
            ? TimeSpan.FromMilliseconds(units * unit)
            : throw Wrong($"{what} is not a time of at most a day.", "Write one, for instance 250ms, 2s or 1m.");
    }

    /// <summary>One of the names of an enumeration, as scripts write them: <c>half-event</c>.</summary>
    public T Word<T>(string what)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);
        var word = Text(what);
        return known.TryGetValue(word, out var value) ? value : throw Wrong($"'{NearestName.Shown(word)}' is no {what}.", $"Did you mean '{NearestName.Of(word, known.Keys)}'? There are: {string.Join(", ", known.Keys)}.");
    }

    /// <summary>What this says as JSON; a text says itself, which may be JSON or deliberately none.</summary>
    public string Json() => _node is YamlScalarNode { Value: { } text } ? text : JsonOf(_node, 0)!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private JsonNode? JsonOf(YamlNode node, int depth)
    {
        if (depth > DeepestNesting) throw Wrong($"This nests deeper than {DeepestNesting} levels.", "Write it flatter, or as a text of JSON.");
        return node switch
        {
            YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), JsonOf(pair.Value, depth + 1)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(child => JsonOf(child, depth + 1))]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } => plain switch
            {
                "" or "~" or "null" => null,
                "true" => true,
                "false" => false,
                _ when long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
                _ when double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
                _ => plain,
            },
            YamlScalarNode scalar => scalar.Value,
            _ => null,
        };
    }

    private static string Place(string file, Mark at) => $"{file}:{at.Line}:{at.Column}";
}
