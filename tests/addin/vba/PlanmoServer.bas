Attribute VB_Name = "PlanmoServer"
Option Explicit

' In the place of Python: says what it was asked; ROMI is refused, CLV gives a table with an error in it.
Public Function PlanmoAsk(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Dim said As String, i As Long, j As Long, k As Long, table(1, 1) As Variant
    If functionName = "ROMI" Then
        PlanmoAsk = ChrW(57344) & "2042"
        Exit Function
    End If
    If functionName = "CLV" Then
        table(0, 0) = "a"
        table(0, 1) = 2.5
        table(1, 0) = ChrW(57344) & "2007"
        table(1, 1) = ""
        PlanmoAsk = table
        Exit Function
    End If
    said = functionName
    For k = 2 To UBound(arguments)
        said = said & "/"
        If IsArray(arguments(k)) Then
            For i = LBound(arguments(k), 1) To UBound(arguments(k), 1)
                For j = LBound(arguments(k), 2) To UBound(arguments(k), 2)
                    said = said & arguments(k)(i, j) & ","
                Next j
            Next i
        Else
            said = said & arguments(k)
        End If
    Next k
    PlanmoAsk = said
End Function
