using System.Text;
using System.Text.Json;
using Custos.Text;

namespace Custos.Bench.Peers;

/// <summary>Does Custos find the words and character runs that <c>bench/peers/words/words.py</c> says scikit-learn found?</summary>
internal static class WordsPeer
{
    public static int Run(string path)
    {
        var (texts, different) = (0, 0);
        var folded = new FoldedText();
        var grams = new CharacterGrams(3, 5);
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var text = document.RootElement[0].GetString()!;
            texts++;
            if (!WordTokens.Of(text).SequenceEqual(StringsOf(document.RootElement[1])) || !RunsOf(text).SequenceEqual(StringsOf(document.RootElement[2])))
            {
                different++;
                Console.Error.WriteLine($"Text {texts} differs.");
            }
        }

        Console.WriteLine($"{texts} texts compared, {different} differ");
        return different == 0 && texts > 0 ? 0 : 1;

        List<string> RunsOf(string text)
        {
            folded.Fold(text);
            grams.Restart();
            var runs = new List<string>();
            while (grams.MoveNext(folded))
            {
                runs.Add(Encoding.UTF8.GetString(grams.Word.Slice(grams.Start, grams.Length)));
            }

            return runs;
        }
    }

    private static IEnumerable<string> StringsOf(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);
}
