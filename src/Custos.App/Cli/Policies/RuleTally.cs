using Custos.Gate;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.App.Cli.Policies;

/// <summary>How often does each rule match labelled texts, rightly and wrongly?</summary>
/// <remarks>A rule matches where it is the one that speaks for its policy; the last row is of any rule of any policy.</remarks>
internal sealed class RuleTally
{
    private const string Any = "any";

    private readonly Dictionary<(string Policy, string Rule), RuleCount> _rules = [];
    private readonly Direction _direction;

    public RuleTally(Bundle bundle, Direction direction)
    {
        _direction = direction;
        foreach (var policy in bundle.Policies.Where(policy => policy.Directions.Contains(direction)))
        {
            foreach (var rule in policy.Rules) _rules.Add((policy.Name, rule.Name), new RuleCount(policy.Name, rule.Name));
        }

        _rules.Add((Any, Any), new RuleCount(Any, Any));
    }

    public long Positive { get; private set; }

    public long Negative { get; private set; }

    public long Unlabelled { get; private set; }

    public IReadOnlyCollection<RuleCount> Rules => _rules.Values;

    /// <summary>Of the rows that it matched, how many should match? Null when it matched none.</summary>
    public static Estimate? PrecisionOf(RuleCount rule) => rule.Matched == 0 ? null : Estimate.OfRate(rule.Right, rule.Matched);

    /// <summary>Of the rows that should match, how many did it? Null when none should.</summary>
    public Estimate? RecallOf(RuleCount rule) => Positive == 0 ? null : Estimate.OfRate(rule.Right, Positive);

    /// <summary>Of the rows that should not match, how many did it? Null when all should.</summary>
    public Estimate? FalsePositivesOf(RuleCount rule) => Negative == 0 ? null : Estimate.OfRate(rule.Matched - rule.Right, Negative);

    /// <summary>Decides on each row of a table, whose first selected column is the text and whose others are labels.</summary>
    public async Task AddAsync(Table table, IReadOnlyList<string> labels, Gatekeeper gatekeeper, CancellationToken cancellationToken)
    {
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var truth = TruthOf(table, labels);
            var message = new Message { Text = table[0].GetString(), Direction = _direction, Endpoint = "test", WantsAll = true, Deadline = TimeSpan.FromMinutes(1) };
            if (truth is not { } isPositive)
            {
                Unlabelled++;
                continue;
            }

            if (isPositive) Positive++;
            else Negative++;
            Count(await gatekeeper.DecideAsync(Guid.CreateVersion7(), message, cancellationToken), isPositive);
        }
    }

    private void Count(Decision decision, bool isPositive)
    {
        foreach (var finding in decision.Findings)
        {
            if (finding.Because is { } because && _rules.TryGetValue((because.Policy, because.Rule), out var rule)) rule.Add(finding, isPositive);
        }

        if (decision.Findings.FirstOrDefault(finding => finding is not Verdict.Unknown) is { } matched) _rules[(Any, Any)].Add(matched, isPositive);
        else if (decision.Findings is [var unknown, ..]) _rules[(Any, Any)].Add(unknown, isPositive);
    }

    // Any 1 is a 1; without one, a label that is not known leaves the row unknown.
    private static bool? TruthOf(Table table, IReadOnlyList<string> labels)
    {
        bool? truth = false;
        for (var i = 0; i < labels.Count; i++)
        {
            var label = LabelCell.Read(table, i + 1, labels[i]);
            if (label > 0) return true;
            if (label < 0) truth = null;
        }

        return truth;
    }
}

/// <summary>How often did one rule match?</summary>
internal sealed record RuleCount(string Policy, string Rule)
{
    /// <summary>Rows that it matched.</summary>
    public long Matched { get; private set; }

    /// <summary>Rows that it matched and should.</summary>
    public long Right { get; private set; }

    /// <summary>Rows of which it could not tell.</summary>
    public long Unknown { get; private set; }

    public void Add(Verdict finding, bool isPositive)
    {
        if (finding is Verdict.Unknown)
        {
            Unknown++;
            return;
        }

        Matched++;
        if (isPositive) Right++;
    }
}
