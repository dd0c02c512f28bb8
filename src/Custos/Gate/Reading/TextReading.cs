using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Policy.Values;
using Custos.Records;
using Custos.Text.Identifiers;
using Custos.Text.Languages;
using Custos.Text.Matching;
using Custos.Text.Rewriting;
using Custos.Text.Similarity;
using Custos.Text.Views;

namespace Custos.Gate.Reading;

/// <summary>What of what the policies look for does a text hold, in any of its views, and where?</summary>
/// <remarks>Lists are searched at once, the rest when it is first asked for. Buffers are used again for every text: not thread-safe.</remarks>
internal sealed class TextReading(BundleTexts sought)
{
    /// <summary>The most places that one thing is looked for in, and told of: the text is full of it then, and there may be more.</summary>
    public const int MostPlaces = 64;

    // What was not found may stand where the limits of views kept it from being read.
    private static readonly Value NotAllRead = Value.Error("The text says more, encoded, than is read of it.", FailureClass.Overload);

    private readonly TextViews _views = new();
    private readonly Lexicon _lexicon = sought.LexiconForThread();
    private readonly WordShingles _shingles = new();
    private readonly List<LexiconMatch> _matches = [];
    private readonly List<IdentifierMatch> _identifiers = [];
    private readonly List<(int View, IdentifierMatch Match)> _identifiersOfViews = [];
    private readonly List<(int View, ulong[] Shingles)> _shinglesOfViews = [];
    private readonly List<TextSpan> _spans = [];
    private readonly Dictionary<int, List<Evidence>> _located = [];
    private readonly bool[] _said = new bool[sought.Needs.Count];
    private string?[] _texts = new string?[16];
    private bool _hasIdentifiers;
    private bool _hasShingles;

    public TextViews Views => _views;

    /// <summary>Reads the text into its views.</summary>
    public void Read(string text)
    {
        _views.Read(text);
        _matches.Clear();
        _located.Clear();
        Array.Clear(_said);
        Array.Clear(_texts);
        if (_texts.Length < _views.All.Count) _texts = new string?[_views.All.Count * 2];
        _texts[0] = text;
        (_hasIdentifiers, _hasShingles) = (false, false);
    }

    /// <summary>Searches the views for all lists at once.</summary>
    public void FindPhrases()
    {
        _lexicon.Find(_views, _matches);
        foreach (var match in _matches)
        {
            foreach (var (need, _) in sought.PlacesOfPhrase[match.Phrase]) _said[need] = true;
        }
    }

    /// <summary>What a view says, as a text.</summary>
    public string TextOf(int view) => _texts[view] ??= _views.All[view].Text.ToString();

    /// <summary>The normalised view of the raw text.</summary>
    public string Normalised
    {
        get
        {
            for (var i = 0; i < _views.All.Count; i++)
            {
                if (_views.All[i].Kind == ViewKind.Normalised) return TextOf(i);
            }

            return TextOf(0);
        }
    }

    /// <summary>What a classifier is to read: the raw text; where it was disguised, its normalised view; and what was decoded from it.</summary>
    public ImmutableArray<string> Disguised()
    {
        var readings = ImmutableArray.CreateBuilder<string>(1);
        readings.Add(TextOf(0));
        for (var i = 1; i < _views.All.Count; i++)
        {
            var view = _views.All[i];
            // Capitals and compatibility forms are read alike by a classifier.
            if (view.Kind == ViewKind.Normalised && (view.Encodings.Count > 0 || view.Changes.HasBesides(Transform.Folded))) readings.Add(TextOf(i));
        }

        return readings.ToImmutable();
    }

    /// <summary>The answer to a need of the tier of lists; that something is not there is not said of a text that is too large to be read in all its encodings.</summary>
    public Value Answer(int number)
    {
        var answer = AnswerOfViews(number);
        if (!_views.IsTruncated) return answer;
        return answer.IsFalse || (sought.Needs[number] is { Kind: NeedKind.View } view && view.Name != NameOf(ViewKind.Raw)) ? NotAllRead : answer;
    }

    private Value AnswerOfViews(int number)
    {
        var need = sought.Needs[number];
        switch (need.Kind)
        {
            case NeedKind.Phrase:
                return Value.Of(_said[number]);
            case NeedKind.Pattern:
                for (var i = 0; i < _views.All.Count; i++)
                {
                    if (IsReadByPatterns(_views.All[i]) && sought.Patterns[number]!.IsMatch(TextOf(i))) return Value.True;
                }

                return Value.False;
            case NeedKind.Template:
                foreach (var (_, shingles) in Shingles())
                {
                    if (ShareOf(number, shingles) >= need.Least) return Value.True;
                }

                return Value.False;
            case NeedKind.Identifier:
                foreach (var (_, match) in Identifiers())
                {
                    if (IsSought(number, match)) return Value.True;
                }

                return Value.False;
            case NeedKind.Language:
                return Value.Of(LanguageIdentification.Of(_views.All[0].Text).Code ?? "und");
            case NeedKind.View:
                return Value.Of(string.Join('\n', Enumerable.Range(0, _views.All.Count).Where(view => NameOf(_views.All[view].Kind) == need.Name).Select(TextOf)));
            default:
                throw new InvalidOperationException($"{need.Kind} is not answered by the text.");
        }
    }

    /// <summary>Finds now where the text holds what a need asks for.</summary>
    public void Locate(int number)
    {
        if (_located.ContainsKey(number)) return;
        var places = new List<Evidence>();
        Explain(number, places);
        _located.Add(number, places);
    }

    /// <summary>Adds where the text holds what a need asks for.</summary>
    public void Explain(int number, List<Evidence> evidence)
    {
        if (_located.TryGetValue(number, out var located))
        {
            foreach (var place in located) AddOnce(evidence, (Evidence.Match)place);
            return;
        }

        var (need, before) = (sought.Needs[number], evidence.Count);
        switch (need.Kind)
        {
            case NeedKind.Phrase:
                foreach (var match in _matches)
                {
                    foreach (var (of, entry) in sought.PlacesOfPhrase[match.Phrase])
                    {
                        if (of == number) Add(evidence, "phrase", need, entry, match.View, match.Raw);
                    }

                    if (evidence.Count - before >= MostPlaces) break;
                }

                break;
            case NeedKind.Pattern:
                for (var i = 0; i < _views.All.Count; i++)
                {
                    if (!IsReadByPatterns(_views.All[i])) continue;
                    _spans.Clear();
                    sought.Patterns[number]!.Find(TextOf(i), _spans, MostPlaces);
                    foreach (var span in _spans) Add(evidence, "pattern", need, 0, _views.All[i], _views.All[i].ToRaw(span));
                }

                break;
            case NeedKind.Template:
                foreach (var (of, shingles) in Shingles())
                {
                    var view = _views.All[of];
                    if (ShareOf(number, shingles) >= need.Least) Add(evidence, "template", need, 0, view, view.ToRaw(new TextSpan(0, view.Text.Length)));
                }

                break;
            case NeedKind.Identifier:
                foreach (var ofView in Identifiers().Where(found => IsSought(number, found.Match)).GroupBy(found => found.View))
                {
                    foreach (var (view, match) in ofView.Take(MostPlaces)) Add(evidence, "identifier", need, 0, _views.All[view], _views.All[view].ToRaw(match.Span));
                }

                break;
        }
    }

    // A skeleton has lost what patterns look at: blanks, digits, signs.
    private static bool IsReadByPatterns(View view) => view.Kind != ViewKind.Skeleton;

    // All kinds are found in one pass: each view is searched once, however many rules ask.
    private List<(int View, IdentifierMatch Match)> Identifiers()
    {
        if (_hasIdentifiers) return _identifiersOfViews;
        _hasIdentifiers = true;
        _identifiersOfViews.Clear();
        for (var i = 0; i < _views.All.Count; i++)
        {
            if (!IsReadByPatterns(_views.All[i])) continue;
            _identifiers.Clear();
            IdentifierFinder.Find(_views.All[i].Text, _identifiers);
            foreach (var match in _identifiers) _identifiersOfViews.Add((i, match));
        }

        return _identifiersOfViews;
    }

    private bool IsSought(int number, IdentifierMatch match) => match.Kind == sought.Identifiers[number] && (match.IsProved || sought.Needs[number].Least < 1);

    private List<(int View, ulong[] Shingles)> Shingles()
    {
        if (_hasShingles) return _shinglesOfViews;
        _hasShingles = true;
        _shinglesOfViews.Clear();
        for (var i = 0; i < _views.All.Count; i++)
        {
            if (_views.All[i].Kind == ViewKind.Normalised) _shinglesOfViews.Add((i, _shingles.Of(TextOf(i)).ToArray()));
        }

        return _shinglesOfViews;
    }

    private double ShareOf(int number, ulong[] text)
    {
        var template = sought.Templates[number]!;
        var shared = 0;
        for (int i = 0, j = 0; i < template.Length && j < text.Length;)
        {
            if (template[i] == text[j]) shared++;
            var isBehind = template[i] <= text[j];
            if (template[i] >= text[j]) j++;
            if (isBehind) i++;
        }

        return (double)shared / template.Length;
    }

    private static void Add(List<Evidence> evidence, string kind, Need need, int entry, View view, TextSpan raw)
    {
        AddOnce(evidence, new Evidence.Match(kind, need.Name, entry, NameOf(view), raw.Start, raw.Length));
    }

    // One stretch that is found in several views is told by the first.
    private static void AddOnce(List<Evidence> evidence, Evidence.Match found)
    {
        if (!evidence.OfType<Evidence.Match>().Any(other => other.Kind == found.Kind && other.Name == found.Name && other.Start == found.Start && other.Length == found.Length)) evidence.Add(found);
    }

    private static string NameOf(View view) => view.Encodings.Count == 0 ? NameOf(view.Kind) : string.Join('+', view.Encodings);

    private static string NameOf(ViewKind kind) => SnakeCase.Of(kind.ToString());
}
