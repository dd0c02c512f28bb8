using System.Diagnostics;
using System.Text.Json;
using Custos.Statistics.Calls;

namespace Custos.Tests.Statistics.Calls;

/// <summary>What is wrong with the answer to a request, whatever the request held?</summary>
internal static class AnswerFaults
{
    private const long MostBytes = 256L << 20;
    // Beyond it nobody waits for a verdict on how long it took.
    private static readonly TimeSpan _never = TimeSpan.FromSeconds(30);

    /// <summary>Each fault with its request: no answer in time, too much memory, more than one line, neither results nor an error in plain words that names an input.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> requests, TimeSpan longest)
    {
        foreach (var request in requests)
        {
            var (answer, took, bytes) = Ask(request);

            // A machine that was busy elsewhere is no fault of the answer.
            for (var again = 0; again < 2 && took > longest && took < _never; again++)
            {
                var (_, retook, _) = Ask(request);
                took = retook < took ? retook : took;
            }

            var fault = took > longest ? $"It took {took.TotalSeconds:F1} s." : bytes > MostBytes ? $"It took {bytes >> 20} MiB." : FaultOf(answer);
            if (fault is not null) yield return $"{fault}\n  {(request.Length > 1500 ? request[..1500] + "…" : request)}";
        }
    }

    private static (string Answer, TimeSpan Took, long Bytes) Ask(string request)
    {
        // A thread of its own: what other tests allocate meanwhile is not counted.
        var (answer, bytes) = ("", 0L);
        var since = Stopwatch.GetTimestamp();
        var answering = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            answer = CallLine.Answer(request);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        })
        { IsBackground = true };
        answering.Start();
        return answering.Join(_never) ? (answer, Stopwatch.GetElapsedTime(since), bytes) : ("", _never, 0);
    }

    private static string? FaultOf(string answer)
    {
        if (answer.Contains('\n', StringComparison.Ordinal)) return "The answer is more than one line.";
        var parsed = JsonDocument.Parse(answer).RootElement;
        if (parsed.TryGetProperty("results", out _)) return null;
        var error = parsed.GetProperty("error").GetString()!;
        return error.StartsWith("inputs", StringComparison.Ordinal) && !error.Contains("could not be answered", StringComparison.Ordinal) && !error.Contains("(Parameter '", StringComparison.Ordinal)
            ? null
            : $"The error names no input, or was not foreseen: {error}";
    }
}
