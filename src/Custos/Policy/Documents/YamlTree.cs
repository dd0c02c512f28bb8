using System.Globalization;
using Custos.Policy.Expressions;
using Custos.Policy.Syntax;
using Custos.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>What does a YAML file say, and where is what is wrong with it? Collects errors instead of ending at the first.</summary>
/// <remarks>Anchors and aliases are refused, so that a file is no larger than it looks; so are files of more than a mebibyte and nesting beyond 32.</remarks>
internal sealed class YamlTree
{
    private const int LongestFile = 1 << 20;
    private const int DeepestNesting = 32;

    private const string LookHere = "Check the indentation, the colons and the quotes here and in the line above.";

    private readonly string _file;
    private readonly string _kind;
    private readonly SourceText _source;
    private readonly List<PolicyError> _errors = [];
    private long _read;

    /// <param name="file">Its name, for the messages.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="kind">What one such file describes, for the messages.</param>
    public YamlTree(string file, string text, string kind = "policy")
    {
        _file = file;
        _kind = kind;
        _source = new SourceText(text, SourceOrigin.None);
        Root = Read(text);
    }

    /// <summary>Null when the file is no mapping; then there is an error.</summary>
    public YamlMappingNode? Root { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<PolicyError> Errors => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public bool HasErrors => _errors.Count > 0;

    public void Add(YamlNode at, string problem, string remedy) => Add(at.Start.Index, problem, remedy);

    public void Add(SourceError error) => _errors.Add(new PolicyError(_file, error.Line, error.Column, error.Problem, error.Remedy, error.Excerpt));

    public void Add(int line, int column, string problem, string remedy) => Add(_source.OffsetAt(line, column), problem, remedy);

    /// <summary>What stands under a key; null when there is nothing, which is an error where it is required.</summary>
    public YamlNode? Find(YamlMappingNode within, string key, string? required = null)
    {
        foreach (var (name, node) in within.Children)
        {
            if (name is YamlScalarNode scalar && scalar.Value == key) return node;
        }

        if (required is not null) Add(within, $"There is no '{key}'.", required);
        return null;
    }

    /// <summary>Says which keys mean nothing here.</summary>
    public void Admit(YamlMappingNode within, string what, params IReadOnlyCollection<string> known)
    {
        foreach (var name in within.Children.Keys)
        {
            if (name is YamlScalarNode { Value: { } key } && known.Contains(key)) continue;
            Add(name, $"'{ShownKey(name)}' means nothing in {what}.", $"Did you mean '{NearestName.Of(ShownKey(name), known)}'? There are: {string.Join(", ", known)}.");
        }
    }

    public YamlMappingNode? Mapping(YamlNode? node, string what)
    {
        if (node is YamlMappingNode mapping) return mapping;
        if (node is not null) Add(node, $"{what} is not a mapping.", "Write 'key: value' lines below it.");
        return null;
    }

    public YamlSequenceNode? Sequence(YamlNode? node, string what)
    {
        if (node is YamlSequenceNode sequence) return sequence;
        if (node is not null) Add(node, $"{what} is not a list.", "Write one entry a line, each after '- '.");
        return null;
    }

    /// <summary>A text that is not empty.</summary>
    public string? Text(YamlNode? node, string what)
    {
        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value)) return value;
        if (node is not null) Add(node, node is YamlScalarNode ? $"{what} is empty." : $"{what} is not a text.", "Write a text.");
        return null;
    }

    /// <summary>One of several words.</summary>
    public string? Word(YamlNode? node, string what, IReadOnlyCollection<string> known)
    {
        if (Text(node, what) is not { } word) return null;
        if (known.Contains(word)) return word;
        Add(node!, $"'{NearestName.Shown(word)}' is no {what}.", $"Did you mean '{NearestName.Of(word, known)}'? There are: {string.Join(", ", known)}.");
        return null;
    }

    /// <summary>A probability.</summary>
    public double? Probability(YamlNode? node, string what)
    {
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { } value } && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1) return number;
        Add(node, $"{what} is not a number from 0 to 1.", "Write one, for instance 0.75.");
        return null;
    }

    /// <summary>A number between two others, both of which may be it.</summary>
    public double? Number(YamlNode? node, string what, double least, double most)
    {
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { } value } && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Add(node, most >= long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{what} is not a number of {least} or more.") : string.Create(CultureInfo.InvariantCulture, $"{what} is not a number from {least} to {most}."), "Write one.");
        return null;
    }

    /// <summary>A time such as 500ms, 2s or 1m, above zero.</summary>
    public TimeSpan? Duration(YamlNode? node, string what, TimeSpan longest)
    {
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { } value } && TimeOf(value) is { } time && time > TimeSpan.Zero && time <= longest) return time;
        Add(node, string.Create(CultureInfo.InvariantCulture, $"{what} is not a time of at most {longest.TotalSeconds} s."), "Write a number and its unit, for instance 500ms, 2s or 1m.");
        return null;
    }

    /// <summary>An expression and where its characters stand; null when it is written in a way in which they cannot be found.</summary>
    public (string Text, SourceOrigin Origin)? Expression(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text) return null;
        var scalar = (YamlScalarNode)node!;
        var start = (int)scalar.Start.Index;
        var document = _source.Text;
        if (scalar.Style is ScalarStyle.Plain && document.AsSpan(start).StartsWith(text, StringComparison.Ordinal)) return (text, OriginAt(start));
        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted && document.AsSpan(start + 1).StartsWith(text, StringComparison.Ordinal)) return (text, OriginAt(start + 1));
        if (scalar.Style is ScalarStyle.Literal)
        {
            var line = document.IndexOf('\n', start) + 1;
            while (line < document.Length && document[line] is '\r' or '\n') line++;
            var first = line;
            while (first < document.Length && document[first] == ' ') first++;
            return (text.TrimEnd(), OriginAt(first));
        }

        Add(scalar, $"{what} is spread over lines, or has escapes, in a way that hides where things stand.", "Write it on one line, or as a block after '|'.");
        return null;
    }

    private static TimeSpan? TimeOf(string written)
    {
        var unit = written.TrimStart("0123456789.".ToCharArray());
        if (!double.TryParse(written.AsSpan(0, written.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1e9) return null;
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => null,
        };
    }

    private SourceOrigin OriginAt(int offset)
    {
        var (line, column) = _source.PlaceOf(offset);
        return new SourceOrigin(line, column, _source.Text);
    }

    private YamlMappingNode? Read(string text)
    {
        if (text.Length > LongestFile)
        {
            _errors.Add(new PolicyError(_file, 0, 0, $"The file is longer than {LongestFile:N0} characters.", "Put long lists into files of their own, under lists/.", ""));
            return null;
        }

        try
        {
            if (!IsPlain(text)) return null;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            _errors.Add(new PolicyError(_file, 0, 0, stream.Documents.Count > 1 ? "There are several documents in the file." : "The file is not a mapping.", $"Write one {_kind} a file: 'key: value' lines that begin with 'name:'.", ""));
        }
        catch (YamlException broken)
        {
            Add(broken.Start.Index, $"This is not YAML: {Sentence(broken.Message)}", LookHere);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // The reader's own slips, on text that no YAML holds.
            Add(_read, "This is not YAML from here on.", LookHere);
        }

        return null;
    }

    private bool IsPlain(string text)
    {
        var depth = 0;
        for (var parser = new YamlDotNet.Core.Parser(new StringReader(text)); parser.MoveNext();)
        {
            _read = parser.Current!.End.Index;
            if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            {
                Add(parser.Current.Start.Index, "Anchors and aliases are not read.", "Write the thing out where it is used.");
                return false;
            }

            depth += parser.Current is MappingStart or SequenceStart ? 1 : parser.Current is MappingEnd or SequenceEnd ? -1 : 0;
            if (depth > DeepestNesting)
            {
                Add(parser.Current!.Start.Index, $"The file nests deeper than {DeepestNesting} levels.", "Write it flatter.");
                return false;
            }
        }

        return true;
    }

    private void Add(long offset, string problem, string remedy) => Add(_source.ErrorAt((int)Math.Min(offset, _source.Text.Length), problem, remedy));

    private static string ShownKey(YamlNode key) => key is YamlScalarNode { Value: { } value } ? NearestName.Shown(value) : "this key";

    // The reader's messages repeat the place, which is told apart.
    private static string Sentence(string message)
    {
        var end = message.LastIndexOf("): ", StringComparison.Ordinal);
        var sentence = end < 0 ? message : message[(end + 3)..];
        return sentence.EndsWith('.') ? sentence : sentence + ".";
    }
}
