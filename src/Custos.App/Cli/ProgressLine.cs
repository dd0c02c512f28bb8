namespace Custos.App.Cli;

/// <summary>How does a person see how far long work is? One line that changes on a terminal, a line every ten seconds elsewhere; always on standard error.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="isTerminal">True for one line that is written over.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLine(Terminal terminal, bool isTerminal, TimeProvider time)
{
    private const string ToStartOfLine = "\r\u001b[K";

    private readonly TimeSpan _every = isTerminal ? TimeSpan.FromSeconds(0.5) : TimeSpan.FromSeconds(10);
    private readonly long _began = time.GetTimestamp();
    private long _shown = time.GetTimestamp();
    private bool _isOpen;

    /// <summary>Shows a line where it is time for one.</summary>
    /// <param name="line">What it says, from the time that the work has taken.</param>
    public void Report(Func<TimeSpan, string> line)
    {
        if (time.GetElapsedTime(_shown) < _every) return;
        _shown = time.GetTimestamp();
        var said = line(time.GetElapsedTime(_began));
        if (!isTerminal)
        {
            terminal.Say(said);
            return;
        }

        terminal.Error.Profile.Out.Writer.Write(ToStartOfLine + said);
        _isOpen = true;
    }

    /// <summary>Takes the line away.</summary>
    public void End()
    {
        if (_isOpen) terminal.Error.Profile.Out.Writer.Write(ToStartOfLine);
    }
}
