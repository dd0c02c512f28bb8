namespace Custos.Store.DuckDb;

/// <summary>How are times kept? As microseconds since 1970-01-01 in UTC.</summary>
internal static class Microseconds
{
    public static long Of(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <exception cref="OverflowException">The time lies outside the years 1 to 9999, which is all that .NET can say.</exception>
    public static DateTimeOffset ToTime(long microseconds)
    {
        try
        {
            return DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TimeSpan.TicksPerMicrosecond));
        }
        catch (ArgumentOutOfRangeException outside)
        {
            throw new OverflowException("A time in the database lies outside the years 1 to 9999.", outside);
        }
    }
}
