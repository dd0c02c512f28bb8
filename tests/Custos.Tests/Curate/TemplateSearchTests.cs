using System.Globalization;
using Custos.Curate;
using Custos.Text.Views;

namespace Custos.Tests.Curate;

public sealed class TemplateSearchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_report_is_what_trying_every_substring_of_every_window_finds()
    {
        var random = new Random(20);
        for (var round = 0; round < 1_500; round++)
        {
            var options = new TemplateOptions
            {
                MinLength = random.Next(2, 4),
                MinUsers = random.Next(2, 4),
                Window = TimeSpan.FromMinutes(60),
                Step = TimeSpan.FromMinutes(random.Next(3) switch { 0 => 20, 1 => 30, _ => 60 }),
                View = ViewKind.Raw,
            };
            var minutes = 0;
            var texts = Enumerable.Range(0, random.Next(0, 25)).Select(i => new AuthoredText(
                i.ToString(CultureInfo.InvariantCulture),
                "u" + random.Next(5),
                Noon.AddMinutes(minutes += random.Next(8) == 0 ? random.Next(200) : random.Next(15)),
                string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => "ab"[random.Next(2)])))).ToList();

            Search(texts, options).Templates.Select(Figures).ShouldBe(TemplatesByDefinition.Of(texts, options));
        }
    }

    [Fact]
    public void A_disguised_template_is_found_and_shown_in_the_raw_text()
    {
        string[] disguises =
        [
            "Well: Claim your free reward today at example dot com before midnight!",
            "hey CLAIM YOUR FREE REWARD TODAY AT EXAMPLE DOT COM BEFORE MIDNIGHT",
            "Ｃｌａｉｍ your free rew\u200Bard today at example dot com before midnight ok",
            "Clаim your free reward today at example dot com befоre midnight",
        ];
        var texts = disguises.Index().Select(text => new AuthoredText($"t{text.Index}", $"u{text.Index}", Noon.AddMinutes(text.Index), text.Item)).ToList();

        var found = Search(texts, new TemplateOptions { MinUsers = 4 }).Templates.ShouldHaveSingleItem();

        found.Stretch.ShouldBe("claim your free reward today at example dot com before midnight");
        found.Users.ShouldBe(4);
        found.Examples.Select(example => example.Text).ShouldBe(["t0", "t1", "t2", "t3"]);
        disguises[2].Substring(found.Examples[2].Raw.Start, found.Examples[2].Raw.Length).ShouldBe("Ｃｌａｉｍ your free rew\u200Bard today at example dot com before midnight");
        Search(texts, new TemplateOptions { MinUsers = 4, View = ViewKind.Raw }).Templates.ShouldBeEmpty();
    }

    [Fact]
    public void Users_who_take_longer_than_a_window_are_not_seen_and_within_a_window_less_a_step_always()
    {
        var options = new TemplateOptions { MinUsers = 5, Window = TimeSpan.FromHours(24) };
        for (var start = 0; start < 24; start++)
        {
            Search(Spread(TimeSpan.FromHours(start), TimeSpan.FromHours(12)), options).Templates.Count.ShouldBe(1);
            Search(Spread(TimeSpan.FromHours(start), TimeSpan.FromHours(24)), options).Templates.ShouldBeEmpty();
        }

        static List<AuthoredText> Spread(TimeSpan start, TimeSpan time) => [.. Enumerable.Range(0, 5).Select(i => new AuthoredText("t" + i, "u" + i, Noon + start + (time * i / 4), "the same forty characters and a few more of them"))];
    }

    [Fact]
    public void A_template_that_goes_on_for_days_counts_each_text_once_and_grows_at_its_rate()
    {
        var texts = Enumerable.Range(0, 240).Select(i => new AuthoredText("t" + i, "u" + i / 2, Noon.AddHours(i), "the same forty characters and a few more of them")).ToList();

        var found = Search(texts, new TemplateOptions()).Templates.ShouldHaveSingleItem();

        (found.Users, found.Texts, found.Occurrences).ShouldBe((120, 240, 240));
        (found.FirstSeen, found.LastSeen).ShouldBe((Noon, Noon.AddHours(239)));
        found.NewUsersPerHour!.Value.ShouldBe(119 / 239.0, 1e-12);
        found.NewUsersPerHour.Interval.Contains(0.5).ShouldBeTrue();
        found.NewUsersPerHour.N.ShouldBe(119);
    }

    [Fact]
    public void Where_no_time_passes_growth_cannot_be_told()
    {
        var texts = Enumerable.Range(0, 6).Select(i => new AuthoredText("t" + i, "u" + i, Noon, "the same forty characters and a few more of them")).ToList();

        Search(texts, new TemplateOptions()).Templates.ShouldHaveSingleItem().NewUsersPerHour.ShouldBeNull();
    }

    [Fact]
    public void A_window_of_too_many_characters_is_looked_at_in_parts_and_says_so()
    {
        var random = new Random(21);
        var texts = Enumerable.Range(0, 2_000).Select(i => new AuthoredText("t" + i, "u" + i, Noon.AddSeconds(i), Noise(random, 50) + (i % 10 == 0 ? "the same forty characters and a few more of them" : "") + Noise(random, 50))).ToList();

        var report = Search(texts, new TemplateOptions { MaxCharacters = 20_000, View = ViewKind.Raw });

        report.Parts.ShouldBeGreaterThan(5);
        var found = report.Templates.ShouldHaveSingleItem();
        found.Users.ShouldBe(200);
        found.Texts.ShouldBe(200);
    }

    [Fact]
    public void More_users_than_are_counted_one_by_one_are_estimated_with_an_interval()
    {
        var texts = Enumerable.Range(0, 20_000).Select(i => new AuthoredText("t" + i, "user" + i, Noon.AddSeconds(i), "the same forty characters and a few more of them")).ToList();

        var found = Search(texts, new TemplateOptions { View = ViewKind.Raw }).Templates.ShouldHaveSingleItem();

        found.Texts.ShouldBe(20_000);
        found.UsersUncertainty.ShouldNotBeNull().Contains(20_000).ShouldBeTrue();
    }

    [Fact]
    public void A_text_from_before_the_window_comes_too_late()
    {
        var search = new TemplateSearch();

        search.Observe(new AuthoredText("a", "u", Noon, "x")).ShouldBeTrue();
        search.Observe(new AuthoredText("b", "u", Noon.AddDays(5), "x")).ShouldBeTrue();
        search.Observe(new AuthoredText("c", "u", Noon, "x")).ShouldBeFalse();
        search.Complete().Texts.ShouldBe(2);
    }

    [Fact]
    public void Hostile_texts_end_in_time()
    {
        var texts = Enumerable.Range(1, 1_500).Select(i => new AuthoredText("t" + i, "u" + i, Noon, new string('a', i))).ToList();
        texts.Add(new AuthoredText("lone", "x", Noon, "\uD800\uDC00\uD800\0" + new string('\uDC00', 1_000)));
        texts.Add(new AuthoredText("lone again", "y", Noon, "\uD800\uDC00\uD800\0" + new string('\uDC00', 1_000)));

        var report = Search(texts, new TemplateOptions { View = ViewKind.Raw });

        report.Templates[0].Stretch.ShouldBe(new string('a', 41));
        report.Templates.ShouldAllBe(template => template.Users >= 5);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        TemplateOptions[] wrong =
        [
            new() { MinLength = 1 }, new() { MinUsers = 1 }, new() { Window = TimeSpan.Zero }, new() { Step = TimeSpan.FromDays(2) }, new() { Step = TimeSpan.Zero },
            new() { View = ViewKind.Decoded }, new() { MaxCharacters = 1 }, new() { MaxTemplates = 0 }, new() { Examples = -1 },
        ];

        foreach (var options in wrong) Should.Throw<ArgumentException>(() => new TemplateSearch(options)).ParamName.ShouldBe("options");
    }

    [Fact]
    public void No_text_is_an_empty_report() => Search([], new TemplateOptions()).ShouldSatisfyAllConditions(report => report.Templates.ShouldBeEmpty(), report => report.Windows.ShouldBe(0));

    private static TemplateReport Search(List<AuthoredText> texts, TemplateOptions options)
    {
        var search = new TemplateSearch(options);
        foreach (var text in texts) search.Observe(text).ShouldBeTrue();
        return search.Complete();
    }

    private static TemplateFigures Figures(Template template) => new(template.Stretch, template.Users, template.Texts, template.Occurrences, template.FirstSeen, template.LastSeen, template.Merged);

    private static string Noise(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26))));
}
