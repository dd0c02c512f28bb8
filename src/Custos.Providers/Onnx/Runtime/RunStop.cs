namespace Custos.Providers.Onnx.Runtime;

/// <summary>How is a run ended before its end? Asked from any thread; the run then fails between two operators.</summary>
internal sealed unsafe class RunStop : IDisposable
{
    private readonly RunOptionsHandle _options;

    public RunStop()
    {
        nint options;
        OrtApi.Check(OrtApi.CreateRunOptions(&options));
        _options = new RunOptionsHandle(options);
    }

    internal nint Value => _options.Value;

    /// <summary>Ends the run; does nothing once it has ended.</summary>
    public void Stop()
    {
        var held = false;
        try
        {
            _options.DangerousAddRef(ref held);
            OrtApi.Check(OrtApi.RunOptionsSetTerminate(_options.Value));
        }
        catch (ObjectDisposedException)
        {
            // The run has ended meanwhile.
        }
        finally
        {
            if (held) _options.DangerousRelease();
        }
    }

    public void Dispose() => _options.Dispose();
}
