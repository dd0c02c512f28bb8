namespace Custos.Records.Calls;

/// <summary>How did a model call end, as its client saw it?</summary>
public enum CallOutcome
{
    /// <summary>The model's answer went to the client, as it was or without what a policy took out.</summary>
    Completed,

    /// <summary>A policy stopped what was asked; the model was not called, or its answer was thrown away.</summary>
    InputBlocked,

    /// <summary>A policy stopped what the model said, or a tool that it wanted to call.</summary>
    OutputBlocked,

    /// <summary>The model's server refused; its own error went to the client.</summary>
    UpstreamRefused,

    /// <summary>The model's server could not be reached, broke off, or said what is not its protocol.</summary>
    UpstreamFailed,

    /// <summary>The model's server was silent for longer than was allowed.</summary>
    UpstreamTimedOut,

    /// <summary>The client went away before the end.</summary>
    ClientLeft,
}
