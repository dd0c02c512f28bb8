namespace Custos.Records;

/// <summary>Which way does the content go?</summary>
public enum Direction
{
    /// <summary>From the user to the model.</summary>
    Input,

    /// <summary>From the model to the user.</summary>
    Output,

    /// <summary>From the model to a tool: a name and arguments.</summary>
    ToolCall,
}
