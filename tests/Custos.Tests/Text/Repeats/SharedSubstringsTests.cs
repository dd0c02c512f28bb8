using Custos.Text.Repeats;

namespace Custos.Tests.Text.Repeats;

public sealed class SharedSubstringsTests
{
    [Fact]
    public void Maximal_are_those_that_trying_every_substring_finds()
    {
        var random = new Random(5);
        for (var round = 0; round < 4_000; round++)
        {
            var letters = random.Next(1, 4);
            var texts = Enumerable.Range(0, random.Next(1, 8)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 14)).Select(_ => "abc"[random.Next(letters)]))).ToList();
            var owners = texts.Select(_ => random.Next(4)).ToArray();
            int minLength = random.Next(1, 4), minOwners = random.Next(2, 4);

            Found(texts, owners, minLength, minOwners).ShouldBe(BruteForce(texts, owners, minLength, minOwners).OrderBy(found => found.Text, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Texts_of_one_letter_with_ever_more_owners_take_no_longer()
    {
        var texts = Enumerable.Range(1, 1_000).Select(i => new string('a', i)).ToList();

        var found = Found(texts, [.. Enumerable.Range(0, 1_000)], 40, 5);

        found.Count.ShouldBe(957);
        found[0].ShouldBe((new string('a', 40), 961, Enumerable.Range(40, 961).Sum(i => i - 39)));
    }

    [Fact]
    public void What_one_owner_says_often_is_not_shared() =>
        Found(["abcabcabc", "abc", "xyz"], [0, 0, 1], 1, 2).ShouldBeEmpty();

    private static List<(string Text, int Owners, int Places)> Found(List<string> texts, int[] owners, int minLength, int minOwners)
    {
        var joined = new JoinedTexts(texts);
        var shared = new SharedSubstrings(joined, owners, owners.Max() + 1);
        return [.. shared.Maximal(minLength, minOwners).Select(found =>
        {
            var place = shared.PlacesOf(found)[0];
            var text = joined.TextAt(place);
            return (Text: texts[text].Substring(place - joined.StartOf(text), found.Length), found.Owners, found.Occurrences);
        }).OrderBy(found => found.Text, StringComparer.Ordinal)];
    }

    private static List<(string Text, int Owners, int Places)> BruteForce(List<string> texts, int[] owners, int minLength, int minOwners)
    {
        var substrings = texts.SelectMany(text => Enumerable.Range(0, text.Length).SelectMany(start => Enumerable.Range(1, text.Length - start).Select(length => text.Substring(start, length)))).Distinct().ToList();
        return [.. substrings.Where(s => s.Length >= minLength && Owners(s) >= minOwners && "abc".All(x => Owners(x + s) < Owners(s) && Owners(s + x) < Owners(s))).Select(s => (s, Owners(s), Places(s)))];

        int Owners(string s) => texts.Index().Where(text => text.Item.Contains(s, StringComparison.Ordinal)).Select(text => owners[text.Index]).Distinct().Count();
        int Places(string s) => texts.Sum(text => Enumerable.Range(0, text.Length).Count(at => string.CompareOrdinal(text, at, s, 0, s.Length) == 0));
    }
}
