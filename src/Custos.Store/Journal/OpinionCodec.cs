using System.Collections.Immutable;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Store.DuckDb;

namespace Custos.Store.Journal;

/// <summary>How is a judge's opinion written as bytes, and read back?</summary>
internal static class OpinionCodec
{
    private const byte None = byte.MaxValue;

    public static void Write(Opinion opinion, ByteWriter to)
    {
        to.Guid(opinion.Id);
        to.Int64(Microseconds.Of(opinion.At));
        to.Guid(opinion.ExchangeId);
        to.Byte(opinion.DecisionId is null ? (byte)0 : (byte)1);
        if (opinion.DecisionId is { } decision) to.Guid(decision);
        to.Byte((byte)opinion.Direction);
        to.Text(opinion.Judge);
        to.Text(opinion.Version);
        to.Text(opinion.Model);
        to.Byte((byte)opinion.Answer);
        to.Byte((byte?)opinion.Because ?? None);
        to.Int64(opinion.ElapsedMicroseconds);
        to.Int64(opinion.Votes.Length);
        foreach (var vote in opinion.Votes) WriteVote(vote, to);
    }

    public static Opinion Read(ref ByteReader from) => new Opinion(from.Guid(), Microseconds.ToTime(from.Int64()))
    {
        ExchangeId = from.Guid(),
        DecisionId = from.Byte() == 1 ? from.Guid() : null,
        Direction = (Direction)from.Byte(),
        Judge = from.RequiredText(),
        Version = from.RequiredText(),
        Model = from.RequiredText(),
        Answer = (OpinionAnswer)from.Byte(),
        Because = ReasonOf(from.Byte()),
        ElapsedMicroseconds = from.Int64(),
        Votes = ReadVotes(ref from),
    };

    private static void WriteVote(Vote vote, ByteWriter to)
    {
        to.Byte((byte)vote.Answer);
        to.Byte((byte?)vote.Because ?? None);
        to.Text(vote.Said);
        to.Byte(vote.WasRepaired ? (byte)1 : (byte)0);
        to.Int64(vote.InputTokens ?? -1);
        to.Int64(vote.OutputTokens ?? -1);
        to.Double(vote.Cost ?? double.NaN);
        to.Int64(vote.DurationMicroseconds);
    }

    private static ImmutableArray<Vote> ReadVotes(ref ByteReader from)
    {
        var votes = ImmutableArray.CreateBuilder<Vote>();
        for (var left = from.Int64(); left > 0; left--)
        {
            votes.Add(new Vote
            {
                Answer = (OpinionAnswer)from.Byte(),
                Because = ReasonOf(from.Byte()),
                Said = from.Text(),
                WasRepaired = from.Byte() == 1,
                InputTokens = NumberOrNull(from.Int64()),
                OutputTokens = NumberOrNull(from.Int64()),
                Cost = from.Double() is var cost && !double.IsNaN(cost) ? cost : null,
                DurationMicroseconds = from.Int64(),
            });
        }

        return votes.ToImmutable();
    }

    private static NoAnswer? ReasonOf(byte written) => written == None ? null : (NoAnswer)written;

    private static int? NumberOrNull(long number) => number >= 0 ? checked((int)number) : null;
}
