using System.Collections.Immutable;
using System.Globalization;
using Custos.Policy.Conditions;
using Custos.Policy.Patterns;
using Custos.Text;
using YamlDotNet.RepresentationModel;

namespace Custos.Policy.Documents;

/// <summary>Which lists, patterns, templates and thresholds does a policy declare for its rules?</summary>
/// <remarks>What is declared wrongly is declared all the same, so that a rule that names it is not told to be wrong, too.</remarks>
internal sealed class PolicyDeclarations
{
    private const double UsualShare = 0.6;
    private const int FewestTemplateWords = 8;

    private static readonly string[] BandKeys = ["conformal"];
    private static readonly string[] ThresholdKeys = ["at", "band", "uncertified"];
    private static readonly TimeSpan LongestJudging = TimeSpan.FromMinutes(1);

    private static readonly string[] TemplateKeys = ["text", "least"];

    private readonly YamlTree _tree;
    private readonly PolicySurroundings _surroundings;

    public PolicyDeclarations(YamlTree tree, YamlMappingNode root, PolicySurroundings surroundings)
    {
        _tree = tree;
        _surroundings = surroundings;
        Lists = Declared(root, "lists", ReadList);
        Patterns = Declared(root, "patterns", ReadPattern);
        Templates = Declared(root, "templates", ReadTemplate);
        Thresholds = ReadThresholds(root);
        Judges = ReadJudges(root);
    }

    public ImmutableArray<PolicyList> Lists { get; }

    public ImmutableArray<PolicyPattern> Patterns { get; }

    public ImmutableArray<PolicyTemplate> Templates { get; }

    public IReadOnlyDictionary<string, ThresholdRule> Thresholds { get; }

    public IReadOnlyDictionary<string, TimeSpan> Judges { get; }

    private ImmutableArray<T> Declared<T>(YamlMappingNode root, string key, Func<string, YamlNode, T?> read)
        where T : class =>
        [.. _tree.Mapping(_tree.Find(root, key), key)?.Children
            .Select(pair => PolicyReader.ReadName(_tree, pair.Key, "name") is { } name ? read(name, pair.Value) : null).OfType<T>() ?? []];

    private PolicyList? ReadList(string name, YamlNode node)
    {
        if (_surroundings.SharedLists.Contains(name)) _tree.Add(node, $"The bundle has a list '{name}' for all policies.", "Give this one another name, or leave it out and use that one.");
        if (_tree.Sequence(node, $"The list {name}") is not { } entries) return new PolicyList(name, []);
        var phrases = ImmutableArray.CreateBuilder<string>(entries.Children.Count);
        foreach (var entry in entries.Children)
        {
            if (_tree.Text(entry, "The entry") is { } phrase) phrases.Add(phrase);
        }

        if (entries.Children.Count == 0) _tree.Add(node, "The list is empty.", "Write its phrases, or leave it out.");
        return new PolicyList(name, phrases.ToImmutable());
    }

    private PolicyPattern? ReadPattern(string name, YamlNode node)
    {
        if (_tree.Text(node, "The pattern") is not { } expression) return null;
        if (LinearPattern.TryGet(expression, out _, out var problem)) return new PolicyPattern(name, expression);
        _tree.Add(node, $"The pattern is no regular expression that can be matched in linear time: {problem}", "See docs/stages/policy.md for what patterns may hold.");
        return new PolicyPattern(name, expression);
    }

    private PolicyTemplate? ReadTemplate(string name, YamlNode node)
    {
        var least = UsualShare;
        if (node is YamlMappingNode mapping)
        {
            _tree.Admit(mapping, "a template", TemplateKeys);
            least = _tree.Probability(_tree.Find(mapping, "least"), "least") ?? UsualShare;
            if (_tree.Find(mapping, "text", "Write the template's text.") is not { } inside) return null;
            node = inside;
        }

        if (_tree.Text(node, "The template") is not { } text) return null;
        if (WordTokens.Of(text).Count >= FewestTemplateWords) return new PolicyTemplate(name, text, least);
        _tree.Add(node, $"The template has fewer than {FewestTemplateWords} words.", "A short one resembles too much: use a list or a pattern.");
        return null;
    }

    private Dictionary<string, TimeSpan> ReadJudges(YamlMappingNode root)
    {
        var times = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        if (_tree.Mapping(_tree.Find(root, "judges"), "judges") is not { } declared) return times;
        foreach (var (key, node) in declared.Children)
        {
            if (PolicyReader.ReadName(_tree, key, "judge's name") is not { } name) continue;
            if (_surroundings.Judges is { } known && !known.ContainsKey(name))
            {
                _tree.Add(key, $"The bundle has no judge '{name}'.", known.Count == 0 ? "Write it, as judges/NAME.yaml of the policies' folder." : $"Did you mean '{NearestName.Of(name, known.Keys)}'?");
            }

            times[name] = _tree.Duration(node, "The judge's time", LongestJudging) ?? LongestJudging;
        }

        return times;
    }

    private Dictionary<string, ThresholdRule> ReadThresholds(YamlMappingNode root)
    {
        var thresholds = new Dictionary<string, ThresholdRule>(StringComparer.Ordinal);
        if (_tree.Mapping(_tree.Find(root, "thresholds"), "thresholds") is not { } declared) return thresholds;
        foreach (var (key, node) in declared.Children)
        {
            if (_tree.Text(key, "The label") is not { } label) continue;
            var known = _surroundings.Labels?.GetValueOrDefault(label);
            if (known is null && _surroundings.Labels is { Count: > 0 } labels)
            {
                _tree.Add(key, $"No classifier of the bundle scores '{NearestName.Shown(label)}'.", $"Did you mean '{NearestName.Of(label, labels.Keys)}'?");
                continue;
            }

            thresholds.Add(label, ReadThreshold(label, node, known));
        }

        return thresholds;
    }

    private ThresholdRule ReadThreshold(string label, YamlNode node, KnownLabel? known)
    {
        var (at, low, high, isAccepted) = (node, (double?)null, (double?)null, false);
        if (node is YamlMappingNode mapping)
        {
            _tree.Admit(mapping, "a threshold", ThresholdKeys);
            if (_tree.Find(mapping, "at", "Write the threshold: a number, or 'certified' for the classifier's own.") is not { } inside) return Of(1, isCertified: false);
            at = inside;
            isAccepted = _tree.Word(_tree.Find(mapping, "uncertified"), "choice for what is uncertified", ["accept", "fallback"]) == "accept";
            if (_tree.Find(mapping, "band") is { } band && !TryReadBand(band, label, known, out low, out high)) (low, high) = (null, null);
        }

        if (at is YamlScalarNode { Value: "certified" }) return Of(known?.Threshold ?? 1, known?.IsCertified ?? false);
        return _tree.Probability(at, "The threshold") is { } number ? Of(number, known is { IsCertified: true } && number >= known.Threshold) : Of(1, isCertified: false);

        ThresholdRule Of(double threshold, bool isCertified) => new(label, threshold, low ?? threshold, high ?? threshold, isCertified, isAccepted);
    }

    private bool TryReadBand(YamlNode node, string label, KnownLabel? known, out double? low, out double? high)
    {
        (low, high) = (null, null);
        if (node is YamlMappingNode mapping) return TryReadConformal(mapping, label, known, out low, out high);
        if (_tree.Sequence(node, "The band") is not { } ends) return false;
        if (ends.Children is [var first, var last])
        {
            (low, high) = (_tree.Probability(first, "The band's beginning"), _tree.Probability(last, "The band's end"));
            if (low is null || high is null) return false;
            if (low < high) return true;
        }

        _tree.Add(node, "The band is not two scores, the lower first.", "Write it as [0.4, 0.6]: from 0.4 up to 0.6 the score says neither yes nor no.");
        return false;
    }

    // Where no classifier is known, as where a file is checked by itself, there is no band to look for.
    private bool TryReadConformal(YamlMappingNode node, string label, KnownLabel? known, out double? low, out double? high)
    {
        (low, high) = (null, null);
        _tree.Admit(node, "a band", BandKeys);
        var written = _tree.Find(node, "conformal", "Write the coverage: of each answer's texts, the share for which it is not ruled out, for instance 0.9.");
        if (_tree.Probability(written, "The coverage") is not { } coverage || known is null) return false;
        if (known.Bands.FirstOrDefault(band => Math.Abs(band.Coverage - coverage) < 1e-9) is not { } band)
        {
            AddMissing(written!, label, known, coverage);
            return false;
        }

        // The highest score that leaves both open belongs to the band. Where none does, there is none.
        if (band.Low <= band.High) (low, high) = (band.Low, Math.BitIncrement(band.High));
        return true;
    }

    private void AddMissing(YamlNode written, string label, KnownLabel known, double coverage)
    {
        if (known.Bands.IsEmpty)
        {
            _tree.Add(written, $"The classifier of '{label}' has no conformal band.", "Train it again, with at least 4 held-out texts with the label and 4 without for a coverage of 0.8, or write the band as two scores.");
            return;
        }

        var there = string.Join(", ", known.Bands.Select(band => band.Coverage.ToString(CultureInfo.InvariantCulture)));
        _tree.Add(
            written,
            string.Create(CultureInfo.InvariantCulture, $"The classifier of '{label}' has no conformal band of coverage {coverage}."),
            string.Create(CultureInfo.InvariantCulture, $"There are: {there}. Training makes those of 0.8, 0.9, 0.95 and 0.99 that take no more held-out texts of each answer than it had: {known.Bands[0].Positives} with the label, {known.Bands[0].Negatives} without."));
    }
}
