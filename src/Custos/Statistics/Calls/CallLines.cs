using System.Buffers;
using System.IO.Pipelines;

namespace Custos.Statistics.Calls;

/// <summary>How is a stream of request lines answered, line by line and in order?</summary>
public static class CallLines
{
    private const byte NewLine = (byte)'\n';

    /// <summary>Answers every line of <paramref name="requests"/> until it ends; lines of white space are no requests. Returns how many were answered.</summary>
    /// <remarks>Answers are handed on whenever no whole request is waiting, so a person or a program that waits for each answer gets it.</remarks>
    public static async Task<long> AnswerAllAsync(Stream requests, Stream answers, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(requests, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var writer = PipeWriter.Create(answers, new StreamPipeWriterOptions(leaveOpen: true));
        long answered = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var waiting = read.Buffer;
            while (waiting.PositionOf(NewLine) is { } end)
            {
                answered += AnswerOne(waiting.Slice(0, end), writer);
                waiting = waiting.Slice(waiting.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                answered += AnswerOne(waiting, writer);
                break;
            }

            reader.AdvanceTo(waiting.Start, waiting.End);
            await writer.FlushAsync(cancellationToken);
        }

        await reader.CompleteAsync();
        await writer.FlushAsync(cancellationToken);
        await writer.CompleteAsync();
        return answered;
    }

    private static int AnswerOne(ReadOnlySequence<byte> line, PipeWriter writer)
    {
        if (IsBlank(line))
        {
            return 0;
        }

        CallLine.Answer(line, writer);
        writer.Write([NewLine]);
        return 1;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
