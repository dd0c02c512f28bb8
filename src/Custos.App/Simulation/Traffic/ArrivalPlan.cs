namespace Custos.App.Simulation.Traffic;

/// <summary>Which exchanges belong to which piece of the work? Pieces follow one another in time; each is made without the others.</summary>
internal sealed class ArrivalPlan
{
    private const ulong CodeSeed = 11;
    private const ulong ConversationSeed = 12;

    private readonly TrafficOptions _options;
    private readonly ArrivalCurve _code;
    private readonly ArrivalCurve _conversation;

    public ArrivalPlan(TrafficOptions options)
    {
        _options = options;
        _code = new ArrivalCurve(options, TraceFits.CodeArrivals, options.Exchanges * TraceFits.CodeShare, CodeSeed);
        _conversation = new ArrivalCurve(options, TraceFits.ConversationArrivals, options.Exchanges * (1 - TraceFits.CodeShare), ConversationSeed);
    }

    public int Pieces => (int)((_options.Exchanges + _options.PieceExchanges - 1) / _options.PieceExchanges);

    /// <summary>How many exchanges a piece has; only the last has fewer than <see cref="TrafficOptions.PieceExchanges"/>.</summary>
    public int CountOf(int piece) => (int)Math.Min(_options.PieceExchanges, _options.Exchanges - ((long)piece * _options.PieceExchanges));

    /// <summary>A piece's arrivals in seconds from the beginning, each kind in order.</summary>
    public (double[] Code, double[] Conversation) ArrivalsOf(int piece, TrafficRandom random)
    {
        double from = Beginning(piece), to = Beginning(piece + 1);
        var all = CountOf(piece);
        var code = Math.Clamp((int)Math.Round(_code.UpTo(to) - _code.UpTo(from)), 0, all);
        return (_code.Draw(code, from, to, random), _conversation.Draw(all - code, from, to, random));
    }

    // The moment by which this many exchanges are expected.
    private double Beginning(int piece)
    {
        var wanted = (double)Math.Min(_options.Exchanges, (long)piece * _options.PieceExchanges);
        double low = 0, high = _code.Seconds;
        if (piece >= Pieces) return high;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (_code.UpTo(middle) + _conversation.UpTo(middle) < wanted) low = middle;
            else high = middle;
        }

        return low;
    }
}
