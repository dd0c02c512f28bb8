namespace Custos.App.Cli;

/// <summary>How did the program end? The same four answers for every verb.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>The work was done, but a threshold that was asked for could not be certified.</summary>
    public const int NotCertified = 3;
}
