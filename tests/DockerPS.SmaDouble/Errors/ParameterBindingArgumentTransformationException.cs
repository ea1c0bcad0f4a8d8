namespace System.Management.Automation;

internal sealed class ParameterBindingArgumentTransformationException(string errorId, ErrorCategory category, string parameterName, string message, Exception? innerException = null)
    : ParameterBindingException(errorId, category, parameterName, message, innerException);
