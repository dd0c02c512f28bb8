using Custos.Text.Tokens;

namespace Custos.Tests.Text.Tokens;

public sealed class UnigramModelTests
{
    [Fact]
    public void The_cut_is_the_most_likely_of_all()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var tokens = Enumerable.Range(0, 12).Select(_ => new string(random.GetItems<char>("abc", random.Next(1, 4)))).Concat(["a", "b", "c"]).Distinct().ToList();
            var scores = tokens.Select(_ => -10 * random.NextDouble()).ToArray();
            var vocabulary = new TextVocabulary();
            foreach (var (id, token) in tokens.Index()) vocabulary.TryAdd(token, id);
            var model = new UnigramModel(vocabulary, scores, -1, null);
            var text = new string(random.GetItems<char>("abc", random.Next(1, 10)));
            var found = new FoundTokens();
            model.Encode(text, 0, model.CreateScratch(), found);

            string.Concat(found.Ids.ToArray().Select(model.TextOf)).ShouldBe(text);
            found.Ids.ToArray().Sum(id => scores[id]).ShouldBe(Best(text, tokens, scores), 1e-9);
        }
    }

    [Fact]
    public void Characters_that_no_token_is_are_one_unknown_token()
    {
        var vocabulary = new TextVocabulary();
        vocabulary.TryAdd("<unk>", 0);
        vocabulary.TryAdd("a", 1);
        var model = new UnigramModel(vocabulary, [0, -1], 0, null);
        var found = new FoundTokens();
        model.Encode("ax😀a", 0, model.CreateScratch(), found);

        found.Ids.ToArray().ShouldBe([1, 0, 1]);
        found.Ends.ToArray().ShouldBe([1, 4, 5]);
    }

    private static double Best(string text, List<string> tokens, double[] scores) =>
        text.Length == 0 ? 0 : tokens.Index().Where(token => text.StartsWith(token.Item, StringComparison.Ordinal)).Max(token => scores[token.Index] + Best(text[token.Item.Length..], tokens, scores));
}
