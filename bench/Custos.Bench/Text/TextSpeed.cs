using BenchmarkDotNet.Attributes;
using Custos.Text.Matching;
using Custos.Text.Views;

namespace Custos.Bench.Text;

/// <summary>How many characters a second are normalised, searched and decoded? Times are for a million characters.</summary>
[MemoryDiagnoser]
public class TextSpeed
{
    private const int Size = 1_000_000;
    private const int Phrases = 100_000;

    private readonly NormalisedText _normalised = new();
    private readonly TextViews _views = new();
    private readonly List<PhraseMatch> _matches = new(200_000);
    private string _ascii = "";
    private string _mixed = "";
    private PhraseSet _phrases = null!;
    private SubstringSet _substrings = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var words = Enumerable.Range(0, 20_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)('a' + random.Next(26))))).ToArray();
        string[] other = ["привет", "мир", "καλημέρα", "où", "naïve", "Größe", "東京", "你好", "안녕", "مرحبا", "हिन्दी", "ﬁne", "ＦＵＬＬ", "😀", "e\u0301t\u0301e"];
        string Draw(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => words[random.Next(words.Length)]));
        _ascii = Draw(Size / 6)[..(Size * 9 / 10)];
        _mixed = string.Join(' ', Enumerable.Range(0, Size / 5).Select(i => other[random.Next(other.Length)]));
        var phrases = Enumerable.Range(0, Phrases).Select(_ => Draw(random.Next(2, 5))).ToArray();
        _phrases = new PhraseSet(phrases);
        _substrings = new SubstringSet([.. phrases.Where(phrase => phrase.Length >= 8)]);
    }

    [Benchmark]
    public int NormaliseAscii()
    {
        _normalised.Normalise(_ascii);
        return _normalised.Text.Length;
    }

    [Benchmark]
    public int NormaliseMixedUnicode()
    {
        _normalised.Normalise(_mixed);
        return _normalised.Text.Length;
    }

    [Benchmark]
    public int FindPhrasesAtWords()
    {
        _matches.Clear();
        _phrases.Find(_ascii, _matches);
        return _matches.Count;
    }

    [Benchmark]
    public int FindStringsAnywhere()
    {
        _matches.Clear();
        _substrings.Find(_ascii, _matches);
        return _matches.Count;
    }

    [Benchmark]
    public int ReadAllViews()
    {
        _views.Read(_ascii.AsMemory(0, 100_000));
        return _views.All.Count;
    }
}
