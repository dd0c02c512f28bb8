using Custos.Learning;
using Custos.Tests.Text.Matching;
using Custos.Text.Matching;
using Custos.Text.Views;

namespace Custos.Tests.Text.Recall;

/// <summary>Is a text an attack, by a lexicon or by a classifier, read as it came or in its views?</summary>
internal sealed class AttackReader
{
    private const int Folds = 5;

    private static readonly Lazy<(Model Words, Model Skeletons)> Learned = new(() => Learn([], []));

    private readonly PhraseSet _phrases = new(RecallSet.Lexicon);
    private readonly Lexicon _lexicon = new(RecallSet.Lexicon);
    private readonly TextViews _views = new();
    private readonly List<LexiconMatch> _matches = [];
    private readonly (Model Words, Model Skeletons) _models;

    public AttackReader() => _models = Learned.Value;

    /// <summary>A reader that learned from further texts besides.</summary>
    public AttackReader(IEnumerable<string> attacks, IEnumerable<string> benign) => _models = Learn(attacks, benign);

    public bool LexiconFlagsRaw(string text) => _phrases.Find(text).Count > 0;

    public bool ClassifierFlagsRaw(string text) => _models.Words.Flags(text);

    public bool LexiconFlagsViews(string text)
    {
        _views.Read(text);
        _matches.Clear();
        _lexicon.Find(_views, _matches);
        return _matches.Count > 0;
    }

    /// <summary>By the view that looks most like an attack: words by one model, skeletons by another of the same texts.</summary>
    public bool ClassifierFlagsViews(string text)
    {
        _views.Read(text);
        return _views.All.Any(view => ModelFor(view.Kind)?.Flags(view.Text.ToString()) == true);
    }

    private Model? ModelFor(ViewKind kind) => kind switch
    {
        ViewKind.Raw or ViewKind.Normalised => _models.Words,
        ViewKind.Skeleton => _models.Skeletons,
        _ => null,
    };

    private static (Model Words, Model Skeletons) Learn(IEnumerable<string> attacks, IEnumerable<string> benign)
    {
        string[] bad = [.. AttackTexts.Train, .. attacks], good = [.. BenignTexts.Train, .. AttackTexts.BenignTrain, .. benign];
        string[] texts = [.. bad, .. good];
        sbyte[] labels = [.. Enumerable.Repeat((sbyte)1, bad.Length), .. Enumerable.Repeat((sbyte)0, good.Length)];
        var (normalised, skeleton) = (new NormalisedText(), new SkeletonText());
        return (Model.Learn(texts, labels, new TextFeatureOptions { CharacterNgrams = (3, 5) }), Model.Learn([.. texts.Select(SkeletonOf)], labels, new TextFeatureOptions { WordNgrams = (1, 1), CharacterNgrams = (4, 6) }));

        string SkeletonOf(string text)
        {
            normalised.Normalise(text);
            skeleton.Strip(normalised);
            return skeleton.Text.ToString();
        }
    }

    private sealed record Model(TextFeatures Features, LogisticFit Fit, double Threshold)
    {
        public static Model Learn(string[] texts, sbyte[] labels, TextFeatureOptions options)
        {
            var harmless = new List<double>();
            for (var fold = 0; fold < Folds; fold++)
            {
                var model = Fitted(texts, labels, options, row => row % Folds != fold);
                harmless.AddRange(Enumerable.Range(0, texts.Length).Where(row => row % Folds == fold && labels[row] == 0).Select(row => model.Decide(texts[row])));
            }

            // The highest score of a harmless training text by a model that did not learn from it.
            return Fitted(texts, labels, options, _ => true) with { Threshold = harmless.Max() };
        }

        /// <summary>Is the text more like an attack than every harmless training text?</summary>
        public bool Flags(string text) => Decide(text) > Threshold;

        private double Decide(string text) => Features.Transform([text]).Times(Fit.Weights.Span, Fit.Intercept)[0];

        private static Model Fitted(string[] texts, sbyte[] labels, TextFeatureOptions options, Func<int, bool> isLearnt)
        {
            int[] rows = [.. Enumerable.Range(0, texts.Length).Where(isLearnt)];
            var features = TextFeatures.Fit([.. rows.Select(row => texts[row])], options, out var x);
            sbyte[] y = [.. rows.Select(row => labels[row])];
            return new Model(features, LogisticRegression.Fit(x, [y], new LogisticOptions { C = 100 })[0], 0);
        }
    }
}
