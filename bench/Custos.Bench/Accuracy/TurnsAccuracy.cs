using System.Collections.Immutable;
using Custos.Gate.Traffic;
using Custos.Records;

namespace Custos.Bench.Accuracy;

/// <summary>Is an attack seen that is spread over five turns, none of which is flagged alone, and what does that cost harmless talks?</summary>
/// <remarks>
/// 1. Harmful texts of moderation.jsonl of at least ten words are cut into five turns of as many words each; kept are those none of whose turns
/// reaches the threshold alone. Nothing is kept for whether the whole text does.
/// 2. Harmless talks: harmless texts cut likewise; five harmless texts of a fold one after another; five tweets.
/// 3. Each turn is scored alone and in the windows that end with it, by the models of <see cref="HarmAccuracy"/> that did not learn from it.
/// </remarks>
internal sealed class TurnsAccuracy
{
    public const int Turns = 5;

    /// <summary>The share of harmless texts, out of fold within the other folds, at which the threshold is set: an operating point that a gate may block at.</summary>
    public const double MostFalsePositives = 0.01;

    private readonly FoldedModels _folded;
    private readonly List<(int Fold, string[] Turns)> _attacks = [];
    private readonly List<(int Fold, string[] Turns)> _cut = [];
    private readonly List<(int Fold, string[] Turns)> _texts = [];
    private readonly List<(int Fold, string[] Turns)> _tweets = [];
    private readonly List<(int Fold, string Text)> _whole = [];

    public TurnsAccuracy(HarmAccuracy harm, IReadOnlyList<string> harmlessTweets)
    {
        _folded = harm.Folded;
        Thresholds = _folded.Choose(scores => ThresholdChoice.MostFalsePositives(scores, MostFalsePositives));
        for (var row = 0; row < harm.Rows.Count; row++)
        {
            // 1. and 2.
            var (text, fold) = (harm.Rows[row].Text, _folded.FoldOf[row]);
            if (Cut(text) is not { } turns) continue;
            if (!harm.Rows[row].IsBad) _cut.Add((fold, turns));
            else
            {
                Long++;
                if (Array.Exists(turns, turn => Reaches(fold, turn))) continue;
                _attacks.Add((fold, turns));
                _whole.Add((fold, text));
            }
        }

        for (var fold = 0; fold < FoldedModels.Folds; fold++)
        {
            var own = Enumerable.Range(0, harm.Rows.Count).Where(row => _folded.FoldOf[row] == fold && !harm.Rows[row].IsBad).Select(row => harm.Rows[row].Text);
            _texts.AddRange(own.Chunk(Turns).Where(talk => talk.Length == Turns).Select(talk => (fold, talk)));
        }

        _tweets.AddRange(harmlessTweets.Chunk(Turns).Where(talk => talk.Length == Turns).Select((talk, i) => (i % FoldedModels.Folds, talk)));
    }

    /// <summary>How the windows may be laid: as the gate lays them, all turns as one text, and every ending of the conversation.</summary>
    public static IReadOnlyList<(string Name, Func<IReadOnlyList<string>, ImmutableArray<string>> Windows)> Layouts { get; } =
    [
        ("last 2, 4, … and all", TurnWindows.Of),
        ("all as one", static turns => turns.Count < 2 ? [] : [string.Join('\n', turns)]),
        ("every ending", static turns => [.. Enumerable.Range(2, Math.Max(0, turns.Count - 1)).Select(length => string.Join('\n', turns.TakeLast(length)))]),
    ];

    /// <summary>By fold; the same for turns and windows.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Harmful texts of at least ten words.</summary>
    public int Long { get; }

    /// <summary>The share of the spread attacks whose whole text is flagged where it comes in a single turn.</summary>
    public Estimate SingleTurnRecall => Estimate.OfRate(_whole.Count(one => Reaches(one.Fold, one.Text)), _whole.Count);

    /// <summary>The share of them that is stopped by the last turn.</summary>
    /// <param name="windows">How the windows are laid.</param>
    /// <param name="before">How many turns of a harmless talk come first.</param>
    public Estimate Recall(Func<IReadOnlyList<string>, ImmutableArray<string>> windows, int before = 0)
    {
        // What is stopped by itself never gets so far.
        var harmless = _texts.Where(talk => !Array.Exists(talk.Turns, turn => Reaches(talk.Fold, turn))).ToLookup(talk => talk.Fold, talk => talk.Turns);
        return Rate(_attacks.Select((attack, i) => (attack.Fold, Turns: (string[])[.. harmless[attack.Fold].ElementAt(i % harmless[attack.Fold].Count()).Take(before), .. attack.Turns], First: before)), windows);
    }

    /// <summary>Of the harmless talks of each kind: stopped at a turn alone or by a window, and stopped by a window only.</summary>
    public IEnumerable<(string Kind, Estimate Stopped, Estimate ByWindowOnly)> FalsePositives(Func<IReadOnlyList<string>, ImmutableArray<string>> windows)
    {
        foreach (var (kind, talks) in new[] { ("a harmless text cut into five", _cut), ("five harmless texts", _texts), ("five tweets", _tweets) })
        {
            var alone = talks.Count(talk => Array.Exists(talk.Turns, turn => Reaches(talk.Fold, turn)));
            var stopped = Rate(talks.Select(talk => (talk.Fold, talk.Turns, 0)), windows);
            yield return (kind, stopped, Estimate.OfRate((long)Math.Round(stopped.Value * stopped.N) - alone, stopped.N));
        }
    }

    /// <summary>The spread attacks, as the gate is to be asked them: by fold, turn after turn.</summary>
    public IReadOnlyList<(int Fold, string[] Turns)> Attacks => _attacks;

    private Estimate Rate(IEnumerable<(int Fold, string[] Turns, int First)> talks, Func<IReadOnlyList<string>, ImmutableArray<string>> windows)
    {
        var (stopped, all) = (0, 0);
        foreach (var (fold, turns, first) in talks)
        {
            all++;
            for (var last = first; last < turns.Length; last++)
            {
                if (!Reaches(fold, turns[last]) && !windows(turns[..(last + 1)]).Any(window => Reaches(fold, window))) continue;
                stopped++;
                break;
            }
        }

        return Estimate.OfRate(stopped, all);
    }

    private bool Reaches(int fold, string text) => _folded.Models[fold].Score(text) >= Thresholds[fold];

    private static string[]? Cut(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 * Turns ? null : [.. Enumerable.Range(0, Turns).Select(turn => string.Join(' ', words[(turn * words.Length / Turns)..((turn + 1) * words.Length / Turns)]))];
    }
}
