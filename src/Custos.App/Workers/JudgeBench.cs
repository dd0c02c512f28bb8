using System.Collections.Concurrent;
using System.Threading.Channels;
using Custos.Policy.Judging;
using Custos.Providers.Models;
using Custos.Records.Opinions;

namespace Custos.App.Workers;

/// <summary>Who asks in the names of a server's judges? What a judge has spent today stays with its name, whatever bundle serves.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class JudgeBench(TimeProvider time)
{
    private const int MostOpinions = 4096;

    private readonly ConcurrentDictionary<string, JudgeSpending> _spending = new(StringComparer.Ordinal);
    private readonly Channel<Opinion> _opinions = Channel.CreateBounded<Opinion>(new BoundedChannelOptions(MostOpinions) { SingleReader = true });
    private long _unkept;

    /// <summary>What judges said, for whoever keeps it.</summary>
    public ChannelReader<Opinion> Opinions => _opinions.Reader;

    /// <summary>How many opinions found no room before they could be kept.</summary>
    public long Unkept => Interlocked.Read(ref _unkept);

    /// <exception cref="Custos.Records.BadInputException">The model's key or recordings are not there.</exception>
    public Judge Seat(JudgeDocument judge) => JudgeOpening.Open(judge, time, Told, SpendingOf(judge.Name));

    /// <summary>What was spent today by the judge of a name.</summary>
    public JudgeSpending SpendingOf(string judge) => _spending.GetOrAdd(judge, _ => new JudgeSpending(time));

    /// <summary>No opinion will be told any more.</summary>
    public void Close() => _opinions.Writer.TryComplete();

    private void Told(Opinion opinion)
    {
        if (!_opinions.Writer.TryWrite(opinion)) Interlocked.Increment(ref _unkept);
    }
}
