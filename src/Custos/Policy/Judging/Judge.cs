using System.Collections.Immutable;
using Custos.Records;
using Custos.Records.Opinions;

namespace Custos.Policy.Judging;

/// <summary>Which text is to be judged?</summary>
/// <param name="ExchangeId">The exchange that it belongs to.</param>
/// <param name="DecisionId">The decision made on it before; null where the judge takes part in it.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Text">As it came.</param>
public sealed record JudgedText(Guid ExchangeId, Guid? DecisionId, Direction Direction, string Text);

/// <summary>What does a judge say of a text? Asks its model as often as its file says, and takes what more than half of the votes say.</summary>
/// <param name="document">What is asked, and how.</param>
/// <param name="model">Who answers.</param>
/// <param name="time">For times of records and how long things take.</param>
/// <param name="tell">Is told every opinion, before it is returned; must be quick.</param>
/// <param name="spending">What was spent today already, where others have asked in its name; nothing unless said.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class Judge(JudgeDocument document, JudgeModel model, TimeProvider time, Action<Opinion>? tell = null, JudgeSpending? spending = null)
{
    public JudgeDocument Document => document;

    /// <summary>What it has spent today.</summary>
    public JudgeSpending Spending { get; } = spending ?? new JudgeSpending(time);

    /// <summary>Is a text of this exchange one of the sampled share? The same on every machine.</summary>
    public bool Samples(Guid exchangeId) => JudgeSample.Takes(document.Name, exchangeId, document.Sample);

    /// <summary>Asks about one text.</summary>
    /// <param name="text">What is judged.</param>
    /// <param name="patience">How long to wait at most; null for as long as the model's own timeout.</param>
    /// <param name="cancellationToken">Nobody wants to know any more.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled. Failures of the model are cases of the opinion, never exceptions.</exception>
    public async Task<Opinion> AskAsync(JudgedText text, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var turns = JudgePrompt.Of(document, text.Direction, text.Text);
        var votes = ImmutableArray<Vote>.Empty;
        if (Spending.Reserve(document, turns) is { } reserved)
        {
            votes = [.. await Task.WhenAll(Enumerable.Range(0, document.Votes).Select(number => VoteAsync(turns, number, patience, cancellationToken)))];
            SettleWith(reserved, votes);
        }

        var (answer, because) = MajorityOf(votes);
        var at = Event.Truncate(time.GetUtcNow());
        var opinion = new Opinion(Event.NewId(at), at)
        {
            ExchangeId = text.ExchangeId,
            DecisionId = text.DecisionId,
            Direction = text.Direction,
            Judge = document.Name,
            Version = document.Version,
            Model = model.Name,
            Answer = answer,
            Because = because,
            Votes = votes,
            ElapsedMicroseconds = (long)time.GetElapsedTime(started).TotalMicroseconds,
        };
        tell?.Invoke(opinion);
        return opinion;
    }

    /// <summary>What do more than half of the votes say, and if nothing, why?</summary>
    internal static (OpinionAnswer Answer, NoAnswer? Because) MajorityOf(ImmutableArray<Vote> votes)
    {
        if (votes.IsEmpty) return (OpinionAnswer.Unknown, NoAnswer.Budget);
        foreach (var answer in (OpinionAnswer[])[OpinionAnswer.Yes, OpinionAnswer.No])
        {
            if (2 * votes.Count(vote => vote.Answer == answer) > votes.Length) return (answer, null);
        }

        // Of the reasons of those that could not tell, the commonest; the first of several.
        var reason = votes.Where(vote => vote.Because is not null).GroupBy(vote => vote.Because).OrderByDescending(same => same.Count()).FirstOrDefault();
        return (OpinionAnswer.Unknown, reason is not null && 2 * reason.Count() > votes.Length ? reason.Key : NoAnswer.Tie);
    }

    private async Task<Vote> VoteAsync(IReadOnlyList<JudgeTurn> turns, int number, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var timeout = patience is { } allowed && allowed < document.Model.Timeout ? allowed : document.Model.Timeout;
        using var expiry = new CancellationTokenSource(timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        var used = new Usage();
        var vote = await ReadAsync(turns, number, used, ending.Token, cancellationToken);
        return vote with
        {
            InputTokens = used.Input,
            OutputTokens = used.Output,
            Cost = used is { Input: { } input, Output: { } output } && document.Prices is { } prices ? prices.Of(input, output) : null,
            DurationMicroseconds = (long)time.GetElapsedTime(started).TotalMicroseconds,
        };
    }

    // Once, and where the answer breaks the schema once more.
    private async Task<Vote> ReadAsync(IReadOnlyList<JudgeTurn> turns, int number, Usage used, CancellationToken ending, CancellationToken cancellationToken)
    {
        for (var asked = 1; ; asked++)
        {
            var reply = await ReplyAsync(turns, number, ending, cancellationToken);
            if (reply is not ModelReply.Said said)
            {
                var because = ((ModelReply.Failed)reply).Because;
                if (!IsFree(because)) used.Lose();
                return Without(because, asked);
            }

            used.Add(said);
            var reading = AnswerReading.Of(document, said.Text);
            if (reading.IsRight)
            {
                return new Vote { Answer = reading.Answer, Because = reading.Answer == OpinionAnswer.Unknown ? NoAnswer.Abstained : null, Said = said.Text.Trim(), WasRepaired = asked > 1, DurationMicroseconds = 0 };
            }

            if (asked > 1) return Without(NoAnswer.Malformed, asked);
            turns = JudgePrompt.Repairing(turns, said.Text, reading.Faults);
        }
    }

    private async Task<ModelReply> ReplyAsync(IReadOnlyList<JudgeTurn> turns, int number, CancellationToken ending, CancellationToken cancellationToken)
    {
        try
        {
            // A client that does not heed its cancellation is left behind.
            return await model.AnswerAsync(turns, number, ending).AsTask().WaitAsync(ending);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return new ModelReply.Failed(NoAnswer.Timeout);
        }
        catch (Exception)
        {
            // Whatever a model's client throws is one case of a vote.
            return new ModelReply.Failed(NoAnswer.Error);
        }
    }

    private static Vote Without(NoAnswer because, int asked) => new() { Answer = OpinionAnswer.Unknown, Because = because, WasRepaired = asked > 1, DurationMicroseconds = 0 };

    // What was not counted was spent as it was reserved, unless no model answered at all: a server that is down uses up no budget.
    private void SettleWith(JudgeSpending.Reserved reserved, ImmutableArray<Vote> votes)
    {
        var (tokens, money) = (0L, 0.0);
        foreach (var vote in votes)
        {
            if (vote is { InputTokens: { } input, OutputTokens: { } output }) (tokens, money) = (tokens + input + output, money + (vote.Cost ?? 0));
            else if (vote.Because is not { } because || !IsFree(because)) (tokens, money) = (tokens + reserved.Tokens / votes.Length, money + reserved.Money / votes.Length);
        }

        Spending.Settle(reserved, tokens, money);
    }

    private static bool IsFree(NoAnswer because) => because is NoAnswer.Refused or NoAnswer.Unreachable or NoAnswer.NotRecorded;

    private sealed class Usage
    {
        private bool _isUncounted;

        public int? Input { get; private set; }

        public int? Output { get; private set; }

        /// <summary>Something was asked, and nobody says what it cost.</summary>
        public void Lose() => (_isUncounted, Input, Output) = (true, null, null);

        public void Add(ModelReply.Said said)
        {
            _isUncounted |= said.InputTokens is null || said.OutputTokens is null;
            (Input, Output) = _isUncounted ? (null, null) : (said.InputTokens + (Input ?? 0), said.OutputTokens + (Output ?? 0));
        }
    }
}
