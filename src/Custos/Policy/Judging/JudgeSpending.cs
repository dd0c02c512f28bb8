namespace Custos.Policy.Judging;

/// <summary>What has a judge spent today (UTC), and may it spend more?</summary>
/// <remarks>
/// A question reserves what it may cost before it is asked, so that many at once do not pass the budget together; afterwards what it did
/// cost takes the place of that. What was reserved is an estimate: the last question of a day may pass the budget by what it missed. Thread-safe.
/// </remarks>
public sealed class JudgeSpending(TimeProvider time)
{
    // English text has about four characters to a token; a half is on the safe side for most scripts.
    private const int CharactersPerToken = 2;

    private readonly Lock _gate = new();
    private DateOnly _day;
    private long _tokens;
    private double _money;
    private long _refused;

    /// <summary>Today's.</summary>
    public SpendingState State
    {
        get
        {
            lock (_gate)
            {
                BeginDay();
                return new SpendingState(_tokens, _money, _refused);
            }
        }
    }

    /// <summary>Adds what another run has spent today.</summary>
    public void TakeUp(long tokens, double money)
    {
        lock (_gate)
        {
            BeginDay();
            _tokens += tokens;
            _money += money;
        }
    }

    /// <summary>Reserves what a question may cost, with all its votes; null when the judge's budget does not hold it.</summary>
    internal Reserved? Reserve(JudgeDocument judge, IReadOnlyList<JudgeTurn> turns)
    {
        var input = judge.Votes * (long)(turns.Sum(static turn => turn.Text.Length) / CharactersPerToken + 1);
        var output = judge.Votes * (long)judge.Model.MaxTokens;
        var wanted = new Reserved(input + output, judge.Prices?.Of(input, output) ?? 0);
        lock (_gate)
        {
            BeginDay();
            if (_tokens + wanted.Tokens > judge.Budget.Tokens || _money + wanted.Money > judge.Budget.Money)
            {
                _refused++;
                return null;
            }

            _tokens += wanted.Tokens;
            _money += wanted.Money;
            return wanted with { Day = _day };
        }
    }

    /// <summary>What a question did cost takes the place of what was reserved for it.</summary>
    internal void Settle(Reserved reserved, long tokens, double money)
    {
        lock (_gate)
        {
            BeginDay();
            if (reserved.Day != _day) return;
            _tokens += tokens - reserved.Tokens;
            _money += money - reserved.Money;
        }
    }

    private void BeginDay()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (today == _day) return;
        (_day, _tokens, _money, _refused) = (today, 0, 0, 0);
    }

    internal readonly record struct Reserved(long Tokens, double Money)
    {
        public DateOnly Day { get; init; }
    }
}

/// <summary>What has a judge spent today?</summary>
/// <param name="Tokens">Of questions and answers.</param>
/// <param name="Money">In the currency of its prices; 0 where it has none.</param>
/// <param name="Refused">How many texts were not judged for want of budget.</param>
public sealed record SpendingState(long Tokens, double Money, long Refused);
