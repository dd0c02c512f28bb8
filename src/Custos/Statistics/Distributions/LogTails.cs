namespace Custos.Statistics.Distributions;

/// <summary>How much probability lies on either side of a point? Both on the log scale, so that neither tail is lost.</summary>
/// <param name="Lower">ln P(X ≤ x).</param>
/// <param name="Upper">ln P(X &gt; x).</param>
internal readonly record struct LogTails(double Lower, double Upper)
{
    public static LogTails AllAbove { get; } = new(double.NegativeInfinity, 0);

    public static LogTails AllBelow { get; } = new(0, double.NegativeInfinity);

    public static LogTails OfLower(double logLower) => new(logLower, LogSpace.Log1mExp(Math.Min(0, logLower)));

    public static LogTails OfUpper(double logUpper) => new(LogSpace.Log1mExp(Math.Min(0, logUpper)), logUpper);

    public LogTails Swapped => new(Upper, Lower);
}
