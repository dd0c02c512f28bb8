using System.CommandLine;
using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.Keywords;
using Custos.Text.Tables;

namespace Custos.App.Cli;

/// <summary><c>custos keywords</c>: which words mark each group of texts against all others?</summary>
internal static class Keywords
{
    private const int RowsBetweenLooks = 4096;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private static readonly Option<string> Source = TableSource.Data("The texts: CSV, TSV, JSON Lines or Parquet, of any size.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<string> Group = new("--group") { Description = "The column whose values part the texts.", Required = true, HelpName = "column" };
    private static readonly Option<string?> User = new("--user") { Description = "The column of who wrote it: a word then counts once for each user of a group, so that nobody makes a keyword alone.", HelpName = "column" };
    private static readonly Option<bool> Pairs = new("--pairs") { Description = "Look at pairs of neighbouring words too." };
    private static readonly Option<int> Top = new("--top") { Description = "How many keywords of each group to show, strongest first. JSON always has them all.", DefaultValueFactory = _ => 20, HelpName = "n" };
    private static readonly Option<int> Least = new("--min") { Description = "Words that fewer documents or users say are not tested.", DefaultValueFactory = _ => new KeywordOptions().LeastUnits, HelpName = "n" };
    private static readonly Option<double> Rate = new("--fdr") { Description = "The expected share of false ones among all keywords (Benjamini-Yekutieli).", DefaultValueFactory = _ => new KeywordOptions().FalseDiscoveryRate, HelpName = "share" };
    private static readonly Option<int> MaxWords = new("--max-words") { Description = "Words kept, which bounds memory; beyond it the rarest are let go, and the answer says what that may have cost.", DefaultValueFactory = _ => new KeywordOptions().WordLimit, HelpName = "n" };
    private static readonly Option<int> MaxGroups = new("--max-groups") { Description = "More groups than this are refused.", DefaultValueFactory = _ => new KeywordOptions().GroupLimit, HelpName = "n" };

    public static Command Verb()
    {
        var verb = new Command("keywords", "Find the words that mark each group of texts against all others: odds ratio with its interval, Fisher's exact test corrected for all words, TF-IDF.")
        {
            Source, Format, Text, Group, User, Pairs, Top, Least, Rate, MaxWords, MaxGroups,
        };
        verb.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return verb.WithExamples(
            "custos keywords --data posts.csv --text text --group hate --user user_id",
            "custos keywords --data traffic.jsonl --text prompt --group category --pairs --top 10",
            "custos keywords --data posts.parquet --group label --fdr 0.01 --json > keywords.json");
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var options = OptionsOf(parsed);
        var user = parsed.GetValue(User);
        using var table = TableSource.Open(parsed.GetValue(Source)!, parsed.GetValue(Format));
        string[] columns = [parsed.GetValue(Text)!, parsed.GetValue(Group)!];
        table.Select(user is null ? columns : [.. columns, user], []);
        var counts = new KeywordCounts(options, user is not null);
        var skipped = Read(terminal, table, counts, user is not null, cancellationToken);
        var answer = counts.Conclude();
        var unit = user is null ? "documents" : "users";
        if (terminal.WantsJson) terminal.WriteJson(JsonOf(answer, unit, skipped));
        else Write(terminal, answer, unit, parsed.GetValue(Top));
        if (skipped > 0) terminal.Warn(Words($"{skipped:N0} rows have no text or no group and were left out."));
        if (answer.MostMissed > 0) terminal.Warn(Words($"Rare words were let go to keep to {options.WordLimit:N0}: a word's {unit} may be counted {answer.MostMissed:N0} too low. Raise --max-words."));
        if (answer.Mistaken is { Value: > 0.01 } mistaken) terminal.Warn(Words($"There are so many users and words that up to {100 * mistaken.Value:F0} % of first mentions were taken for repeats: shares are that much too low."));
        return ExitCode.Done;
    }

    private static KeywordOptions OptionsOf(ParseResult parsed)
    {
        foreach (var option in (Option<int>[])[Top, Least, MaxWords])
        {
            if (parsed.GetValue(option) < 1) throw new BadInputException($"{option.Name} is below 1.", "Give a larger number.", isUsage: true);
        }

        if (parsed.GetValue(MaxGroups) < 2) throw new BadInputException("--max-groups is below 2.", "Give a larger number.", isUsage: true);
        if (!(parsed.GetValue(Rate) is > 0 and < 1)) throw new BadInputException("--fdr is not between 0 and 1.", "Give a share such as 0.05.", isUsage: true);
        return new KeywordOptions
        {
            WithPairs = parsed.GetValue(Pairs),
            LeastUnits = parsed.GetValue(Least),
            FalseDiscoveryRate = parsed.GetValue(Rate),
            WordLimit = parsed.GetValue(MaxWords),
            GroupLimit = parsed.GetValue(MaxGroups),
        };
    }

    private static long Read(Terminal terminal, Table table, KeywordCounts counts, bool hasUsers, CancellationToken cancellationToken)
    {
        long rows = 0, skipped = 0;
        var clock = TimeProvider.System;
        var shown = clock.GetTimestamp();
        while (table.Read())
        {
            if (++rows % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (clock.GetElapsedTime(shown) >= BetweenLines)
                {
                    shown = clock.GetTimestamp();
                    terminal.Say(Words($"{rows:N0} rows read"));
                }
            }

            if (table[0].Kind == CellKind.Missing || table[1].Kind == CellKind.Missing) skipped++;
            else counts.Add(table[0].GetString(), table[1].GetString(), hasUsers && table[2].Kind != CellKind.Missing ? table[2].GetString() : null);
        }

        return skipped;
    }

    private static void Write(Terminal terminal, KeywordAnswer answer, string unit, int top)
    {
        foreach (var group in answer.Groups)
        {
            var keywords = answer.Keywords.Where(keyword => keyword.Group == group.Name).ToList();
            terminal.Say(Words($"\n{Shown(group.Name)}: {keywords.Count:N0} keywords; {(unit == "users" ? Words($"{group.Units:N0} users, ") : "")}{group.Documents:N0} documents, {group.Words:N0} words"));
            if (keywords.Count == 0) continue;
            var table = new AlignedTable().Column("word").Column($"{unit} here", isNumber: true).Column("elsewhere", isNumber: true)
                .Column("odds ratio [95 %]", isNumber: true).Column("z", isNumber: true).Column("tf-idf", isNumber: true).Column("mentions", isNumber: true).Column("q", isNumber: true);
            foreach (var keyword in keywords.Take(top)) table.Row(Row(keyword));
            terminal.Say(table.ToString().TrimEnd());
            if (keywords.Count > top) terminal.Say(Words($"  and {keywords.Count - top:N0} more"));
        }

        terminal.Say(Words($"\n{answer.Tests:N0} tests of a word in a group; q is adjusted for all of them."));
    }

    private static IEnumerable<string> Row(Keyword keyword) =>
    [
        Shown(keyword.Word),
        Words($"{100 * keyword.Share.Value:F2} %"),
        Words($"{100 * keyword.Elsewhere.Value:F2} %"),
        Words($"{keyword.OddsRatio.Value:G3} {Ends(keyword.OddsRatio.Interval)}"),
        Words($"{keyword.Z:F1}"),
        Words($"{keyword.TfIdf:G3}"),
        Words($"{keyword.Mentions:N0}"),
        Words($"{keyword.Q:G2}"),
    ];

    private static object JsonOf(KeywordAnswer answer, string unit, long skipped) => new
    {
        unit,
        tests = answer.Tests,
        skipped,
        most_missed = answer.MostMissed,
        mistaken = answer.Mistaken?.Value,
        groups = answer.Groups.Select(group => new
        {
            name = group.Name,
            documents = group.Documents,
            units = group.Units,
            words = group.Words,
            keywords = answer.Keywords.Where(keyword => keyword.Group == group.Name).Select(keyword => new
            {
                word = keyword.Word,
                share = JsonOf(keyword.Share),
                elsewhere = JsonOf(keyword.Elsewhere),
                odds_ratio = JsonOf(keyword.OddsRatio),
                z = keyword.Z,
                tf_idf = keyword.TfIdf,
                mentions = keyword.Mentions,
                p = keyword.P,
                q = keyword.Q,
            }),
        }),
    };

    private static object JsonOf(Estimate estimate) => new { value = estimate.Value, lower = estimate.Interval.Lower, upper = estimate.Interval.Upper, n = estimate.N };

    private static string Ends(Interval interval) => Words($"[{interval.Lower:G3}, {interval.Upper:G3}]");

    /// <summary>Without what would move the cursor or the direction of writing.</summary>
    private static string Shown(string name) => string.Concat(name.EnumerateRunes().Select(rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? "\uFFFD" : rune.ToString()));

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
