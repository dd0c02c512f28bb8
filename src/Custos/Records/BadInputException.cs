namespace Custos.Records;

/// <summary>What was wrong with what came from outside, where, and what to do about it, in words for the person who sent it.</summary>
/// <remarks>The one exception type whose message is shown as it is. The message never bears content, only places, counts and names.</remarks>
public sealed class BadInputException : Exception
{
    /// <param name="problem">What is wrong, as a sentence: <c>Label "2" is not 1, 0 or empty.</c></param>
    /// <param name="remedy">What to do, as a sentence.</param>
    /// <param name="place">Where: a file, with row and column if known; null when it has no place.</param>
    /// <param name="isUsage">True when the command line itself is wrong (exit code 2), false when what it names is (exit code 1).</param>
    /// <param name="innerException">The cause, for a debugger; it is not shown.</param>
    public BadInputException(string problem, string remedy, string? place = null, bool isUsage = false, Exception? innerException = null)
        : base(place is null ? $"{problem} {remedy}" : $"{place}: {problem} {remedy}", innerException)
    {
        Problem = problem;
        Remedy = remedy;
        Place = place;
        IsUsage = isUsage;
    }

    public string Problem { get; }

    public string Remedy { get; }

    public string? Place { get; }

    public bool IsUsage { get; }
}
