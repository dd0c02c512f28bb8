using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Policy.Patterns;
using Custos.Text.Identifiers;
using Custos.Text.Matching;
using Custos.Text.Similarity;

namespace Custos.Gate.Reading;

/// <summary>What do the policies of a bundle look for in texts? Made once per bundle, shared by all threads.</summary>
internal sealed class BundleTexts
{
    private readonly Lexicon _lexicon;

    public BundleTexts(IReadOnlyList<Need> needs, IReadOnlyList<PolicyDocument> policies, IReadOnlyList<PolicyList> shared)
    {
        var lists = shared.Select(list => (list.Name, list.Entries))
            .Concat(policies.SelectMany(policy => policy.Lists.Select(list => (Name: $"{policy.Name}/{list.Name}", list.Entries)))).ToDictionary(list => list.Name, list => list.Entries, StringComparer.Ordinal);
        var patterns = policies.SelectMany(policy => policy.Patterns.Select(pattern => (Name: $"{policy.Name}/{pattern.Name}", pattern.Expression))).ToDictionary(pattern => pattern.Name, pattern => pattern.Expression, StringComparer.Ordinal);
        var templates = policies.SelectMany(policy => policy.Templates.Select(template => (Name: $"{policy.Name}/{template.Name}", template.Text))).ToDictionary(template => template.Name, template => template.Text, StringComparer.Ordinal);
        Needs = needs;
        Patterns = new LinearPattern?[needs.Count];
        Templates = new ulong[]?[needs.Count];
        Identifiers = new IdentifierKind[needs.Count];
        var (places, phrases, shingles) = (new Dictionary<string, List<(int Need, int Entry)>>(StringComparer.Ordinal), new List<string>(), new WordShingles());
        for (var number = 0; number < needs.Count; number++)
        {
            var need = needs[number];
            if (need.Kind == NeedKind.Pattern && LinearPattern.TryGet(patterns[need.Name], out var pattern, out _)) Patterns[number] = pattern;
            if (need.Kind == NeedKind.Template) Templates[number] = shingles.Of(templates[need.Name]).ToArray();
            if (need.Kind == NeedKind.Identifier) Identifiers[number] = PolicyNames.Identifiers[need.Name];
            if (need.Kind != NeedKind.Phrase) continue;
            var entries = lists[need.Name];
            for (var entry = 0; entry < entries.Length; entry++)
            {
                if (!places.TryGetValue(entries[entry], out var at))
                {
                    places.Add(entries[entry], at = []);
                    phrases.Add(entries[entry]);
                }

                at.Add((number, entry));
            }
        }

        PlacesOfPhrase = [.. phrases.Select(phrase => places[phrase].ToArray())];
        _lexicon = new Lexicon(phrases);
    }

    public IReadOnlyList<Need> Needs { get; }

    /// <summary>In which lists, by the numbers of their needs, does each phrase of the lexicon stand, and as which entry?</summary>
    public (int Need, int Entry)[][] PlacesOfPhrase { get; }

    /// <summary>By need; null for other kinds.</summary>
    public LinearPattern?[] Patterns { get; }

    /// <summary>The word sequences of templates, by need; null for other kinds.</summary>
    public ulong[]?[] Templates { get; }

    /// <summary>By need; meaningless for other kinds.</summary>
    public IdentifierKind[] Identifiers { get; }

    public Lexicon LexiconForThread() => _lexicon.ForAnotherThread();
}
