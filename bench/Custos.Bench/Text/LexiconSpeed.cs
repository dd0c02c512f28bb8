using BenchmarkDotNet.Attributes;
using Custos.Learning;
using Custos.Learning.Themes;

namespace Custos.Bench.Text;

/// <summary>What does a lexicon add to scoring a text of 500 characters by a classifier of eight labels?</summary>
[MemoryDiagnoser]
public class LexiconSpeed
{
    private readonly double[] _probabilities = new double[8];
    private TextClassifier _plain = null!;
    private TextClassifier _themed = null!;
    private string _text = "";

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var words = Enumerable.Range(0, 8_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(26))))).Distinct().ToArray();
        string Draw(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => words[(int)(words.Length * random.NextDouble() * random.NextDouble())]));
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(_ => Draw(100))];
        Theme[] themes = [.. Enumerable.Range(0, 28).Select(theme => new Theme($"theme-{theme}", [.. Enumerable.Range(0, 70).Select(_ => Draw(random.Next(1, 4))).Distinct()]))];
        var lexicon = new ThemeLexicon("drawn", [.. themes], [.. Enumerable.Range(0, 27).Select(theme => (theme, theme + 1))], new string('0', 64));
        (_plain, _themed) = (Of(texts, null), Of(texts, lexicon));
        _text = Draw(200)[..500];
    }

    [Benchmark(Baseline = true)]
    public double WithoutALexicon()
    {
        _plain.Score(_text, _probabilities);
        return _probabilities[0];
    }

    [Benchmark]
    public double WithTwoThousandEntries()
    {
        _themed.Score(_text, _probabilities);
        return _probabilities[0];
    }

    private static TextClassifier Of(string[] texts, ThemeLexicon? lexicon)
    {
        var features = TextFeatures.Fit(texts, new TextFeatureOptions { CharacterNgrams = (2, 4), TermFrequency = TermFrequency.Logarithmic, Lexicon = lexicon }, out _);
        var labels = Enumerable.Range(0, 8).Select(number => new TextClassifierLabel
        {
            Name = $"label-{number}",
            Weights = Enumerable.Range(0, features.Count).Select(column => (column % 17) - 8.0).ToArray(),
            Intercept = 0,
            Calibration = new Calibration.Platt(-1, 0),
            Threshold = 0.5,
            Certified = false,
            EmpiricalThreshold = 0.5,
            TargetFpr = 0.01,
        });
        return new TextClassifier(new string('0', 64), features, [.. labels], []);
    }
}
