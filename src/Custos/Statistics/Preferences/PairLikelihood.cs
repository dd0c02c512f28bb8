namespace Custos.Statistics.Preferences;

/// <summary>How likely are the games, and which way does the likelihood rise?</summary>
/// <remarks>
/// Parameters in order: log-strengths of all players but the last (which is 0), the seat's effect, the length's effect, the tie parameter;
/// those that the options leave out are not there. The likelihood is concave in all of them.
/// </remarks>
internal sealed class PairLikelihood(PairCells cells, BradleyTerryOptions options)
{
    private readonly int _free = cells.Players.Length - 1;
    private readonly bool _hasTies = options.Ties != TieModel.HalfWin;

    public int Parameters => _free + (options.SeatEffect ? 1 : 0) + (options.LengthEffect ? 1 : 0) + (_hasTies ? 1 : 0);

    public int SeatPlace => options.SeatEffect ? _free : -1;

    public int LengthPlace => options.LengthEffect ? _free + (options.SeatEffect ? 1 : 0) : -1;

    public int TiePlace => _hasTies ? Parameters - 1 : -1;

    /// <summary>A point from which Newton's method starts: all alike, ties as frequent as seen.</summary>
    public double[] Start()
    {
        var start = new double[Parameters];
        if (_hasTies) start[TiePlace] = options.Ties == TieModel.RaoKupper ? 0.5 : 0;
        return start;
    }

    /// <summary>The log-likelihood, with its gradient and, if wanted, the lower triangle of minus its second derivatives.</summary>
    /// <returns>Negative infinity outside the domain.</returns>
    public double At(ReadOnlySpan<double> parameters, double[] gradient, double[][]? information)
    {
        Array.Clear(gradient);
        foreach (var row in information ?? []) Array.Clear(row);
        if (options.Ties == TieModel.RaoKupper && parameters[TiePlace] <= 0) return double.NegativeInfinity;
        var loglik = 0.0;
        Span<int> places = stackalloc int[5];
        Span<double> slopes = stackalloc double[5];
        for (var cell = 0; cell < cells.First.Length; cell++)
        {
            var count = Design(cell, places, slopes);
            var lead = 0.0;
            for (var a = 0; a < count; a++) lead += parameters[places[a]] * slopes[a];
            var term = Term(cell, lead, _hasTies ? parameters[TiePlace] : 0);
            loglik += term.Value;
            for (var a = 0; a < count; a++) gradient[places[a]] += slopes[a] * term.Lead;
            if (_hasTies) gradient[TiePlace] += term.Tie;
            if (information is null) continue;
            for (var a = 0; a < count; a++)
            {
                for (var b = 0; b < count; b++)
                {
                    if (places[a] >= places[b]) information[places[a]][places[b]] += slopes[a] * slopes[b] * term.LeadLead;
                }

                if (_hasTies) information[TiePlace][places[a]] += slopes[a] * term.LeadTie;
            }

            if (_hasTies) information[TiePlace][TiePlace] += term.TieTie;
        }

        return loglik;
    }

    /// <summary>On which parameters does the lead of the first player depend in this cell, and how?</summary>
    public int Design(int cell, Span<int> places, Span<double> slopes)
    {
        var count = 0;
        if (cells.First[cell] < _free) (places[count], slopes[count++]) = (cells.First[cell], 1);
        if (cells.Second[cell] < _free) (places[count], slopes[count++]) = (cells.Second[cell], -1);
        if (options.SeatEffect) (places[count], slopes[count++]) = (SeatPlace, 1);
        if (options.LengthEffect) (places[count], slopes[count++]) = (LengthPlace, cells.Length[cell]);
        return count;
    }

    // The value, its slopes by lead and tie parameter, and minus its second derivatives.
    private (double Value, double Lead, double Tie, double LeadLead, double LeadTie, double TieTie) Term(int cell, double lead, double tie)
    {
        var (wins, losses, ties) = (cells.FirstWins[cell], cells.SecondWins[cell], cells.Ties[cell]);
        return options.Ties switch
        {
            TieModel.Davidson => Davidson(wins, losses, ties, lead, tie),
            TieModel.RaoKupper => RaoKupper(wins, losses, ties, lead, tie),
            _ => Plain(wins, losses, lead),
        };
    }

    private static (double, double, double, double, double, double) Plain(double wins, double losses, double lead)
    {
        var p = 1 / (1 + Math.Exp(-lead));
        var value = (wins > 0 ? wins * PairLosses.LogSigmoid(lead) : 0) + (losses > 0 ? losses * PairLosses.LogSigmoid(-lead) : 0);
        return (value, wins - (wins + losses) * p, 0, (wins + losses) * p * (1 - p), 0, 0);
    }

    // Win, loss and tie are as e^(lead/2), e^(−lead/2) and e^tie.
    private static (double, double, double, double, double, double) Davidson(double wins, double losses, double ties, double lead, double tie)
    {
        var n = wins + losses + ties;
        var largest = Math.Max(Math.Abs(lead) / 2, tie);
        double win = Math.Exp(lead / 2 - largest), loss = Math.Exp(-lead / 2 - largest), draw = Math.Exp(tie - largest);
        var all = win + loss + draw;
        double pWin = win / all, pLoss = loss / all, pTie = draw / all, half = (pWin - pLoss) / 2;
        return (
            (wins - losses) * lead / 2 + ties * tie - n * (largest + Math.Log(all)),
            (wins - losses) / 2 - n * half,
            ties - n * pTie,
            n * ((pWin + pLoss) / 4 - half * half),
            -n * half * pTie,
            n * pTie * (1 - pTie));
    }

    // P(win) = σ(lead − tie), P(loss) = σ(−lead − tie), P(tie) = (e^(2 tie) − 1) times both.
    private static (double, double, double, double, double, double) RaoKupper(double wins, double losses, double ties, double lead, double tie)
    {
        double up = 1 / (1 + Math.Exp(tie - lead)), down = 1 / (1 + Math.Exp(lead + tie));
        double a = wins + ties, b = losses + ties;
        var gap = -Math.Exp(-2 * tie) + 1;
        return (
            a * PairLosses.LogSigmoid(lead - tie) + b * PairLosses.LogSigmoid(-lead - tie) + (ties > 0 ? ties * (2 * tie + Math.Log(gap)) : 0),
            a * (1 - up) - b * (1 - down),
            -a * (1 - up) - b * (1 - down) + 2 * ties / gap,
            a * up * (1 - up) + b * down * (1 - down),
            -a * up * (1 - up) + b * down * (1 - down),
            a * up * (1 - up) + b * down * (1 - down) + 4 * ties * (1 - gap) / (gap * gap));
    }
}
